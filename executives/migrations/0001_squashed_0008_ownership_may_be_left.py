import django.db.models.deletion
import pmo.clock.reading
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('executives', '0001_initial'), ('executives', '0002_assistants'), ('executives', '0003_words_by_link'), ('executives', '0004_talks_papers_and_conflicts'), ('executives', '0005_unfinished_has_device'), ('executives', '0006_lineage_and_owners'), ('executives', '0007_confirmation_on_paper'), ('executives', '0008_ownership_may_be_left')]

    initial = True

    dependencies = [
        ('access', '0001_squashed_0006_invitation_part_of'),
        ('access', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='ElicitingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper_counts', models.BooleanField(default=False, verbose_name='a paper counts at once')),
                ('changed_at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='eliciting_rule', to='access.office')),
            ],
        ),
        migrations.CreateModel(
            name='Interview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('wants', 'What they want'), ('play_back', 'What was written down'), ('before', 'Before a round'), ('after', 'After a round')], default='wants', max_length=20, verbose_name='what it was about')),
                ('day', models.DateField(verbose_name='held on')),
                ('notes', models.TextField(blank=True, max_length=20000, verbose_name='notes')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='access.office')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['office', 'number'],
                'constraints': [models.UniqueConstraint(fields=('office', 'number'), name='interview_one_a_number')],
            },
        ),
        migrations.CreateModel(
            name='KickOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('summary', models.TextField(blank=True, max_length=20000, verbose_name='what was said')),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kick_offs', to='access.office')),
            ],
            options={
                'ordering': ['office', '-day'],
                'constraints': [models.UniqueConstraint(fields=('office', 'day'), name='kick_off_one_a_day')],
            },
        ),
        migrations.CreateModel(
            name='PaperConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day of the paper')),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=60)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['wording', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PaperFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('data', models.BinaryField()),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='file', to='executives.paperconsent')),
            ],
        ),
        migrations.CreateModel(
            name='PrivateNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=20000, verbose_name='private notes')),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('interview', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='private', to='executives.interview')),
            ],
        ),
        migrations.CreateModel(
            name='Prompt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(max_length=60)),
                ('fills', models.CharField(choices=[('issue', 'Begins: something that goes wrong today'), ('opportunity', 'Begins: something to be gained'), ('need', 'Begins: something they need'), ('constraint', 'Begins: a limit to keep to'), ('exclusion', 'Begins: something that must not be done'), ('consequence_today', 'What it costs today'), ('benefit_wanted', 'What they want instead'), ('measure', 'How they would know'), ('wanted_by', 'By when')], max_length=20, verbose_name='what the answer is')),
                ('question', models.CharField(max_length=200, verbose_name='question')),
                ('hint', models.CharField(blank=True, max_length=400, verbose_name='a line below the question')),
                ('hidden', models.BooleanField(default=False, verbose_name='not asked')),
                ('changed_at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prompts', to='access.office')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='prompt_one_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('recorded', 'Recorded'), ('played_back', 'Played back'), ('confirmed', 'Confirmed'), ('declined', 'Left out by its executive'), ('merged', 'Merged'), ('split', 'Split up'), ('withdrawn', 'Withdrawn')], default='recorded', max_length=20)),
                ('source_ref', models.CharField(blank=True, max_length=100)),
                ('confirm_by', models.DateField(blank=True, help_text='The day of its last play-back, while it waits.', null=True)),
                ('decline_reason', models.TextField(blank=True)),
                ('undone', models.BooleanField(default=False, help_text='What it was made from stands again in its place.')),
                ('reported_confirmed_by', models.CharField(blank=True, max_length=200)),
                ('reported_confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('interview', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='executives.interview')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='access.office')),
            ],
            options={
                'ordering': ['office', 'number'],
                'constraints': [models.UniqueConstraint(fields=('office', 'number'), name='requirement_one_a_number'), models.UniqueConstraint(condition=models.Q(('source_ref', ''), _negated=True), fields=('office', 'source_ref'), name='requirement_one_a_source_ref')],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(max_length=4000, verbose_name='why both cannot be had')),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('resolution', models.TextField(blank=True, max_length=4000, verbose_name='how it was resolved')),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='access.office')),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts_as_first', to='executives.requirement')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts_as_second', to='executives.requirement')),
            ],
            options={
                'ordering': ['office', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('resolved_at__isnull', True)), fields=('first', 'second'), name='conflict_open_once_a_pair'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='conflict_lower_one_first'), models.CheckConstraint(condition=models.Q(models.Q(('resolution', ''), ('resolved_at__isnull', True), ('resolved_by__isnull', True)), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False), models.Q(('resolution', ''), _negated=True)), _connector='OR'), name='conflict_resolved_with_a_sentence')],
            },
        ),
        migrations.CreateModel(
            name='RosterFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('rows', models.JSONField()),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('applied', models.JSONField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roster_files', to='access.office')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='seat')),
                ('decision_role', models.CharField(choices=[('signatory', 'Signatory'), ('input', 'Asked, not counted'), ('informed', 'Informed')], max_length=20, verbose_name='part in the decision')),
                ('sponsor', models.BooleanField(default=False, verbose_name='sponsor')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('source_ref', models.CharField(blank=True, max_length=100)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='access.office')),
            ],
            options={
                'ordering': ['order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('office', 'title'), name='seat_one_a_title'), models.UniqueConstraint(condition=models.Q(('source_ref', ''), _negated=True), fields=('office', 'source_ref'), name='seat_one_a_source_ref'), models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True), ('sponsor', True)), fields=('office',), name='seat_one_sponsor')],
            },
        ),
        migrations.AddField(
            model_name='requirement',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='executives.seat'),
        ),
        migrations.AddField(
            model_name='paperconsent',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='executives.seat'),
        ),
        migrations.CreateModel(
            name='Ownership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('left_reason', models.TextField(blank=True)),
                ('left_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ownerships', to='executives.requirement')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ownerships', to='executives.seat')),
            ],
            options={
                'ordering': ['requirement', 'seat__order', 'seat'],
                'constraints': [models.UniqueConstraint(fields=('requirement', 'seat'), name='ownership_once_a_seat'), models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', True), ('left_by__isnull', True)), models.Q(('left_at__isnull', False), ('left_by__isnull', False)), _connector='OR'), name='ownership_left_by_somebody_at_some_time')],
            },
        ),
        migrations.AddField(
            model_name='interview',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='executives.seat'),
        ),
        migrations.CreateModel(
            name='Holder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(blank=True, null=True, verbose_name='until')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='held', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holders', to='executives.seat')),
            ],
            options={
                'ordering': ['seat', 'start'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('end__isnull', True)), fields=('seat',), name='holder_one_open_a_seat'), models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gte', models.F('start')), _connector='OR'), name='holder_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presence', models.CharField(choices=[('present', 'Present'), ('briefed', 'Briefed beforehand'), ('stand_in', 'A stand-in came'), ('absent', 'Absent')], max_length=20)),
                ('stand_in', models.CharField(blank=True, max_length=200, verbose_name='stand-in')),
                ('kick_off', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='executives.kickoff')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='executives.seat')),
            ],
            options={
                'ordering': ['kick_off', 'seat__order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('kick_off', 'seat'), name='attendance_once_a_seat'), models.CheckConstraint(condition=models.Q(models.Q(('presence', 'stand_in'), models.Q(('stand_in', ''), _negated=True)), models.Q(models.Q(('presence', 'stand_in'), _negated=True), ('stand_in', '')), _connector='OR'), name='attendance_names_stand_in')],
            },
        ),
        migrations.CreateModel(
            name='Assistant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=pmo.clock.reading.now)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assists', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assistants', to='executives.seat')),
            ],
            options={
                'ordering': ['seat', 'since'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('seat', 'person'), name='assistant_once_a_seat')],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='theme')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='access.office')),
            ],
            options={
                'ordering': ['office', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='theme_one_a_name')],
            },
        ),
        migrations.AddField(
            model_name='requirement',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='executives.theme'),
        ),
        migrations.CreateModel(
            name='Unfinished',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fields', models.JSONField(default=dict)),
                ('replaced', models.JSONField(default=dict)),
                ('number', models.PositiveIntegerField(default=1)),
                ('device', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unfinished', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unfinished', to='executives.seat')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('seat', 'person'), name='unfinished_one_a_seat_and_person')],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('issue', 'Issue'), ('opportunity', 'Opportunity'), ('need', 'Need'), ('constraint', 'Constraint'), ('exclusion', 'Exclusion')], max_length=20, verbose_name='kind')),
                ('priority', models.CharField(choices=[('must', 'Must'), ('should', 'Should'), ('could', 'Could'), ('wont', 'Won’t, for now')], default='should', max_length=20, verbose_name='priority')),
                ('statement', models.TextField(max_length=8000, verbose_name='in their own words')),
                ('consequence_today', models.TextField(blank=True, max_length=8000, verbose_name='what it costs today')),
                ('benefit_wanted', models.TextField(blank=True, max_length=8000, verbose_name='what they want instead')),
                ('measure', models.TextField(blank=True, max_length=2000, verbose_name='how they would know')),
                ('wanted_by', models.DateField(blank=True, null=True, verbose_name='by when')),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('on_paper', models.ForeignKey(blank=True, help_text='A paper that the confirmation stands on, where it was not their own click.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='executives.paperconsent')),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='executives.requirement')),
            ],
            options={
                'ordering': ['requirement', 'number'],
                'constraints': [models.UniqueConstraint(fields=('requirement', 'number'), name='wording_one_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='wording_confirmed_by_somebody_at_some_time'), models.CheckConstraint(condition=models.Q(('on_paper__isnull', True), ('confirmed_at__isnull', False), _connector='OR'), name='wording_on_paper_is_confirmed')],
            },
        ),
        migrations.AddField(
            model_name='requirement',
            name='wording',
            field=models.ForeignKey(help_text='The current one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='executives.wording'),
        ),
        migrations.AddField(
            model_name='paperconsent',
            name='wording',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='executives.wording'),
        ),
        migrations.CreateModel(
            name='Lineage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merge', 'Merged into'), ('split', 'Split up into'), ('derive', 'Derived')], max_length=10)),
                ('state', models.CharField(choices=[('recorded', 'Recorded'), ('played_back', 'Played back'), ('confirmed', 'Confirmed'), ('declined', 'Left out by its executive'), ('merged', 'Merged'), ('split', 'Split up'), ('withdrawn', 'Withdrawn')], help_text='Where the source stood, to go back to.', max_length=20)),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_reason', models.TextField(blank=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lineages', to='access.office')),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='executives.requirement')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='became', to='executives.requirement')),
                ('wording', models.ForeignKey(help_text='What the source said.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='executives.wording')),
            ],
            options={
                'ordering': ['result', 'source'],
                'constraints': [models.UniqueConstraint(fields=('source', 'result'), name='lineage_once_a_pair'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('kind', 'merge')), fields=('source',), name='lineage_merged_into_one'), models.CheckConstraint(condition=models.Q(('source__lt', models.F('result'))), name='lineage_source_before_result'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='lineage_ended_by_somebody_at_some_time')],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(blank=True, help_text='What it stands on where the office lets a paper count; without one it is their own click.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='executives.paperconsent')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='executives.seat')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='executives.wording')),
            ],
            options={
                'ordering': ['wording', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('wording', 'seat'), name='confirmation_once_a_seat')],
            },
        ),
        migrations.CreateModel(
            name='WordsRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('due', models.DateField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_as', models.CharField(blank=True, choices=[('said', 'Said something'), ('nothing', 'Has nothing more to say'), ('taken_back', 'Taken back')], max_length=20)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words_requests', to='executives.seat')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('seat',), name='words_request_one_open_a_seat'), models.CheckConstraint(condition=models.Q(models.Q(('ended_as', ''), ('ended_at__isnull', True)), models.Q(('ended_at__isnull', False), models.Q(('ended_as', ''), _negated=True)), _connector='OR'), name='words_request_ended_somehow')],
            },
        ),
        migrations.CreateModel(
            name='CatalogueEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(max_length=60)),
                ('kind', models.CharField(choices=[('issue', 'What goes wrong'), ('opportunity', 'What could be gained'), ('benefit', 'What would be better')], max_length=20, verbose_name='kind')),
                ('text', models.CharField(max_length=400, verbose_name='what people say')),
                ('example', models.CharField(blank=True, max_length=600, verbose_name='a plain example')),
                ('hidden', models.BooleanField(default=False, verbose_name='not offered')),
                ('changed_at', models.DateTimeField(default=pmo.clock.reading.now)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_entries', to='access.office')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='catalogue_one_a_name')],
            },
        ),
        migrations.AddIndex(
            model_name='interview',
            index=models.Index(fields=['seat', 'day'], name='interview_of_seat'),
        ),
        migrations.AddIndex(
            model_name='requirement',
            index=models.Index(fields=['seat', 'state'], name='requirement_of_seat'),
        ),
        migrations.AddConstraint(
            model_name='paperconsent',
            constraint=models.UniqueConstraint(fields=('wording', 'digest'), name='paper_once_a_wording'),
        ),
    ]
