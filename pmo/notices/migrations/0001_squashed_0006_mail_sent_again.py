import django.db.models.deletion
import pmo.clock.reading
import pmo.notices.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('notices', '0001_initial'), ('notices', '0002_heartbeat_and_mail_not_needed'), ('notices', '0003_bundles_holds_and_texts'), ('notices', '0004_mails_are_leased'), ('notices', '0005_mail_to_an_address'), ('notices', '0006_mail_sent_again')]

    initial = True

    dependencies = [
        ('access', '0001_squashed_0006_invitation_part_of'),
        ('access', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailboxMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('to', models.CharField(max_length=400)),
                ('subject', models.CharField(max_length=400)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('message_id', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='heartbeat_one')],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('at_once', 'At once'), ('bundled', "With the day's reminders")], default='at_once', max_length=20)),
                ('for_day', models.DateField(null=True)),
                ('kind', models.CharField(max_length=60)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('message_id', models.CharField(max_length=200, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Failed'), ('cancelled', 'Not needed any more')], default='waiting', max_length=20)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('refused', models.PositiveSmallIntegerField(default=0)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('last_error', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('next_try_at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('sent_at', models.DateTimeField(null=True)),
                ('again_number', models.PositiveSmallIntegerField(default=0)),
                ('again_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeats', to='notices.mail')),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='access.office')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try_at'], name='mail_to_send')],
                'constraints': [models.UniqueConstraint(fields=('again_of', 'again_number'), name='mail_again_once_a_number'), models.UniqueConstraint(condition=models.Q(('form', 'bundled')), fields=('person', 'for_day'), name='mail_one_bundle_a_day')],
            },
        ),
        migrations.CreateModel(
            name='MailText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=12)),
                ('subject', models.CharField(max_length=200, verbose_name='subject')),
                ('sentence', models.TextField(max_length=2000, verbose_name='what it says')),
                ('deed', models.CharField(max_length=60, verbose_name='words on the link')),
                ('changed_at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mail_texts', to='access.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'kind', 'language'), name='mail_text_one_a_language')],
            },
        ),
        migrations.CreateModel(
            name='Planned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ledger_length', models.PositiveBigIntegerField(default=0)),
                ('again_at', models.DateTimeField()),
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='planned', to='access.office')),
            ],
            options={
                'indexes': [models.Index(fields=['again_at'], name='planned_again')],
            },
        ),
        migrations.CreateModel(
            name='Reach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paused_until', models.DateField(blank=True, null=True, verbose_name='reminders paused until')),
                ('bad_address', models.EmailField(blank=True, max_length=254, verbose_name='address that is bad')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('changed_at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reaches', to='access.office')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reaches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'person'), name='reach_once_a_person')],
            },
        ),
        migrations.CreateModel(
            name='ReminderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('offsets', models.JSONField(default=pmo.notices.models.default_offsets, verbose_name='days before')),
                ('hour', models.PositiveSmallIntegerField(default=8, verbose_name='hour of the day')),
                ('active', models.BooleanField(default=True, verbose_name='active')),
                ('weekly_after', models.BooleanField(default=True, verbose_name='weekly after that')),
                ('escalate_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='reminders before somebody else is told')),
                ('escalate_to', models.CharField(choices=[('sponsor', 'The sponsor'), ('manager', 'The PMO manager')], default='manager', max_length=20, verbose_name='who else is told')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminder_rules', to='access.office')),
            ],
            options={
                'ordering': ['kind'],
                'constraints': [models.UniqueConstraint(fields=('office', 'kind'), name='reminder_one_rule_a_kind'), models.CheckConstraint(condition=models.Q(('hour__lte', 23)), name='reminder_hour_of_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('occurrence', models.CharField(max_length=80)),
                ('owed_by', models.CharField(blank=True, max_length=40)),
                ('addressee', models.CharField(max_length=40)),
                ('offset', models.SmallIntegerField()),
                ('due_on', models.DateField()),
                ('due_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('claimed', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('cancelled', 'Not needed any more'), ('held', 'Held back'), ('overtaken', 'Overtaken by a later one')], default='planned', max_length=20)),
                ('held_because', models.CharField(blank=True, choices=[('quiet', 'Quiet hours'), ('absent', 'Away'), ('paused', 'Reminders paused'), ('bad_address', 'The address is bad'), ('told_today', 'The day’s mail has left')], max_length=20)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('mail', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='notices.mail')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='access.office')),
                ('rule', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='notices.reminderrule')),
            ],
            options={
                'ordering': ['due_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['planned', 'claimed', 'held'])), fields=['due_at'], name='notice_due'), models.Index(fields=['office', 'occurrence'], name='notice_of_occurrence'), models.Index(fields=['office', '-settled_at'], name='notice_settled'), models.Index(condition=models.Q(('state__in', ['planned', 'claimed', 'held'])), fields=['addressee'], name='notice_of_addressee')],
                'constraints': [models.UniqueConstraint(fields=('office', 'kind', 'occurrence', 'owed_by', 'addressee', 'offset'), name='notice_once')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField(verbose_name='first day away')),
                ('last', models.DateField(verbose_name='last day away')),
                ('made_at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['first', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='absence_ends_after_start')],
            },
        ),
    ]
