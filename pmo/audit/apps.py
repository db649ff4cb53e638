from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from pmo.audit import guards


class AuditConfig(AppConfig):
    name = "pmo.audit"
    label = "audit"

    def ready(self) -> None:
        guards.append_only("audit_ledgerentry")
        pre_migrate.connect(guards.before_migrate, sender=self, dispatch_uid="audit.guards.before")
        post_migrate.connect(guards.after_migrate, sender=self, dispatch_uid="audit.guards.after")
