"""The audit chain: one hash chain for each submission.

An entry holds no personal data; what is personal lies in a payload row of its own, bound to the
entry by a salted digest, which a purge may erase without breaking the chain. The chain is
tamper-evident against everyone, and tamper-proof against no superuser.
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.domain.actors import ActorKind
from requests_app.domain.audit_chain import GENESIS
from requests_app.models.submission import Submission


def refuse_truncate(name: str) -> pgtrigger.Trigger:
    """A trigger that refuses TRUNCATE."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        func="RAISE EXCEPTION 'rightsdesk: the audit is never emptied';",
    )


class AuditHead(models.Model):
    """How long a chain is and how it ends, so that a cut tail shows."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, primary_key=True, related_name="audit_head"
    )
    count = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="audit_head_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="audit_head_born_empty",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition(f"NEW.count <> 0 OR NEW.last_hash <> '{GENESIS}'"),
            ),
            pgtrigger.Protect(
                name="audit_head_only_grows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.submission_id <> OLD.submission_id OR NEW.count <> OLD.count + 1"
                ),
            ),
            refuse_truncate("audit_head_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.count}"


class AuditEntry(models.Model):
    """One thing that happened, by whom, and when."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="audit_entries"
    )
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField()
    request_id = models.BigIntegerField(null=True, blank=True)
    facts = models.JSONField(default=dict)
    payload_digest = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="audit_number_once"),
            models.CheckConstraint(
                name="audit_actor_known",
                condition=Q(actor_kind__in=[kind.value for kind in ActorKind]),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="audit_entry_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
            refuse_truncate("audit_entry_never_emptied"),
            pgtrigger.Trigger(
                name="audit_entry_extends_chain",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("head", "requests_app_audithead%ROWTYPE")],
                func="""
                    SELECT * INTO head FROM requests_app_audithead
                    WHERE submission_id = NEW.submission_id FOR UPDATE;
                    IF NOT FOUND OR NEW.number <> head.count + 1
                       OR NEW.previous_hash <> head.last_hash THEN
                        RAISE EXCEPTION 'rightsdesk: audit entry does not extend its chain';
                    END IF;
                    UPDATE requests_app_audithead
                    SET count = NEW.number, last_hash = NEW.hash
                    WHERE submission_id = NEW.submission_id;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.number} {self.event}"


class AuditPayload(models.Model):
    """The personal part of an entry. Erased by a purge, never changed."""

    entry = models.OneToOneField(
        AuditEntry, on_delete=models.PROTECT, primary_key=True, related_name="payload"
    )
    salt = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="audit_payload_never_changed", operation=pgtrigger.Update),
            refuse_truncate("audit_payload_never_emptied"),
        ]

    def __str__(self) -> str:
        return str(self.entry_id)
