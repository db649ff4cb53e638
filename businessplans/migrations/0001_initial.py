import django.core.validators
import django.db.models.deletion
import pmo.clock.reading
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_squashed_0006_invitation_part_of'),
        ('executives', '0001_squashed_0008_ownership_may_be_left'),
        ('mandates', '0001_squashed_0012_item_same_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='BusinessPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('superseded', 'Superseded')], default='draft', max_length=20)),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(verbose_name='until')),
                ('made_at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='access.office')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='mandates.mandateversion')),
            ],
            options={
                'ordering': ['office', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'superseded'), _negated=True), fields=('office',), name='plan_one_current'), models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='plan_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('level', models.CharField(choices=[('priority', 'Priority'), ('objective', 'Objective'), ('action', 'Action')], max_length=12)),
                ('order', models.PositiveIntegerField(default=0)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('description', models.TextField(blank=True, max_length=8000, verbose_name='description')),
                ('start', models.DateField(blank=True, null=True, verbose_name='from')),
                ('end', models.DateField(blank=True, null=True, verbose_name='until')),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('running', 'Under way'), ('done', 'Done'), ('stopped', 'Stopped')], default='planned', max_length=12, verbose_name='status')),
                ('value_area', models.CharField(blank=True, choices=[('governance', 'Governance'), ('transparency', 'Transparency'), ('delivery_support', 'Delivery support'), ('reusability', 'Reusability'), ('traceability', 'Traceability')], max_length=20, verbose_name='value area')),
                ('source_ref', models.CharField(blank=True, max_length=100)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('made_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mandates.line')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items_owned', to='executives.seat', verbose_name='owner')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='businessplans.planitem')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='businessplans.businessplan')),
            ],
            options={
                'ordering': ['plan', 'order', 'number'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='item_one_a_number'), models.UniqueConstraint(condition=models.Q(('made_for__isnull', False)), fields=('plan', 'made_for'), name='item_made_once_a_line'), models.UniqueConstraint(condition=models.Q(('source_ref', ''), _negated=True), fields=('plan', 'source_ref'), name='item_one_a_source_ref'), models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('end__gte', models.F('start')), _connector='OR'), name='item_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('level', 'priority'), ('parent__isnull', True)), models.Q(models.Q(('level', 'priority'), _negated=True), ('parent__isnull', False)), _connector='OR'), name='item_priority_is_top')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='milestone')),
                ('on', models.DateField(verbose_name='on')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='businessplans.planitem')),
            ],
            options={
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Dependency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='businessplans.planitem')),
                ('needed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needed_by', to='businessplans.planitem')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'needed'), name='dependency_once'), models.CheckConstraint(condition=models.Q(('item', models.F('needed')), _negated=True), name='dependency_not_on_itself')],
            },
        ),
        migrations.CreateModel(
            name='Budget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one_off', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='one-off')),
                ('recurring_per_year', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='a year')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='budget', to='businessplans.planitem')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('one_off__gte', 0), ('recurring_per_year__gte', 0)), name='budget_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Risk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='risk')),
                ('likelihood', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='likelihood')),
                ('impact', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='impact')),
                ('response', models.TextField(blank=True, max_length=2000, verbose_name='response')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='risks', to='businessplans.planitem')),
            ],
        ),
        migrations.CreateModel(
            name='TraceLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.PositiveSmallIntegerField(verbose_name='share of the item, per cent')),
                ('rationale', models.TextField(blank=True, max_length=2000, verbose_name='why')),
                ('confirmed_digest', models.CharField(max_length=64)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traces', to='businessplans.planitem')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='traces', to='mandates.line')),
            ],
            options={
                'ordering': ['-share', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('item', 'line'), name='trace_once'), models.CheckConstraint(condition=models.Q(('share__gte', 1), ('share__lte', 100)), name='trace_share_of_hundred')],
            },
        ),
    ]
