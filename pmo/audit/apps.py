from django.apps import AppConfig
from django.db.models.signals import post_migrate

from pmo.audit import guards


class AuditConfig(AppConfig):
    name = "pmo.audit"
    label = "audit"

    def ready(self) -> None:
        guards.append_only("audit_ledgerentry")
        post_migrate.connect(guards.after_migrate, dispatch_uid="audit.guards")
