"""Name what stood before versions were under control: every version was a major one; who was not asked any more."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def name_what_stood(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give frozen versions their class; until now *revoked* meant that the version had ended before the seat signed."""
    apps.get_model("mandates", "MandateVersion").objects.exclude(digest="").update(amendment_class="major")
    apps.get_model("mandates", "SignatureRequest").objects.filter(state="revoked").update(state="ended")
    signatures = apps.get_model("mandates", "Signature").objects
    signatures.exclude(reservation="").update(manner="reservation")


class Migration(migrations.Migration):
    dependencies = [("mandates", "0009_version_under_control")]
    operations = [migrations.RunPython(name_what_stood, migrations.RunPython.noop)]
