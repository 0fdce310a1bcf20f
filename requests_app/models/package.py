"""The disclosure package: what the person may fetch."""

from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from registers_app.domain.roles import Permission
from registers_app.models.kept import never_deleted, refuse_unless
from registers_app.models.machine import DeclaredTransitions, StateField, born_as
from requests_app.domain.retention import MATERIAL_DAYS
from requests_app.models.request import RightsRequest
from requests_app.models.stored_file import StoredFile
from requests_app.models.while_open import while_open


class PackageState(models.TextChoices):
    """Where a package stands."""

    DRAFT = "draft", _("being put together")
    READY = "ready", _("complete")
    RELEASED = "released", _("can be fetched")
    FETCHED = "fetched", _("fetched")
    EXPIRED = "expired", _("expired")
    DISCARDED = "discarded", _("replaced by a newer one")


# A review that holds: of the very content, and by two where the controller asks for that.
# By two, where the organisation asks for that, or another reads of who must not be found.
REVIEWED = """
    v.voided_at IS NULL AND (v.second_at IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM registers_app_controller c
        WHERE c.id = r.controller_id AND c.second_person_reviews
    ) AND NOT EXISTS (
        SELECT 1 FROM requests_app_submission s
        JOIN requests_app_representation p ON p.submission_id = s.id
        WHERE s.id = r.submission_id AND s.protected_identity AND p.answer_to <> 'person'
          AND p.role <> 'minor' AND p.state <> 'own'
    ))
"""


class DisclosurePackage(models.Model):
    """The answer to one request: the data, and all that Art. 15(1)–(2) demands beside them."""

    CASE_PATH = "request__submission"
    AUDIT_NAME = "package"

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="packages")
    state = StateField(
        _("state"),
        default=PackageState.DRAFT,
        choices=PackageState.choices,
        max_length=20,
        protected=True,
    )
    # Sealed JSON: the person's data as text, and the register's Art. 15(1)-(2) information.
    content = models.BinaryField()
    files = models.ManyToManyField(StoredFile, blank=True, related_name="packages")
    # Art. 20(2): the controller it was sent straight to, if the person asked for that.
    sent_to = models.CharField(_("sent straight to"), max_length=300, blank=True)
    created_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(_("can be fetched until"), null=True, blank=True)
    fetched_at = models.DateTimeField(_("first fetched"), null=True, blank=True)

    class Meta:
        verbose_name = _("disclosure package")
        verbose_name_plural = _("disclosure packages")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="package_state_known", condition=Q(state__in=PackageState.values)
            ),
            models.CheckConstraint(
                name="package_released_has_an_end",
                condition=~Q(state__in=[PackageState.RELEASED, PackageState.FETCHED])
                | Q(released_at__isnull=False, expires_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=~Q(state__in=[PackageState.DISCARDED, PackageState.EXPIRED]),
                name="package_one_current",
            ),
            models.CheckConstraint(
                name="package_over_is_empty",
                condition=~Q(state__in=[PackageState.EXPIRED, PackageState.DISCARDED])
                | Q(content=b""),
            ),
        ]
        triggers = [
            born_as(PackageState.DRAFT.value, name="package_born_a_draft"),
            pgtrigger.Trigger(
                name="package_identity_before_release",
                operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state__in=["released", "fetched"]),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM requests_app_rightsrequest r
                        JOIN requests_app_identitycheck c ON c.submission_id = r.submission_id
                        WHERE r.id = NEW.request_id AND c.state = 'settled'
                    ) THEN
                        RAISE EXCEPTION 'rightsdesk: identity is not settled for package %', NEW.id;
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="package_authority_before_release",  # EDPB 01/2022 para. 80-82
                operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state__in=["released", "fetched"]),
                func=refuse_unless(
                    """NOT EXISTS (
                        SELECT 1 FROM requests_app_rightsrequest r
                        JOIN requests_app_representation p ON p.submission_id = r.submission_id
                        WHERE r.id = NEW.request_id AND (
                            p.answer_to <> 'person' AND p.state NOT IN ('settled', 'own')
                            OR p.answer_to = 'person' AND OLD.state <> NEW.state
                               AND NEW.state = 'fetched'
                        )
                    )""",
                    says="the answer does not go to the writer",
                ),
            ),
            pgtrigger.Trigger(
                name="package_released_with_its_answer",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state="ready", new__state="released"),
                func=refuse_unless(
                    """EXISTS (
                        SELECT 1 FROM requests_app_rightsrequest r
                        WHERE r.id = NEW.request_id AND r.state = 'answered'
                    )""",
                    says="the request is not answered",
                ),
            ),
            pgtrigger.Protect(
                name="package_content_only_destroyed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'draft' AND NEW.content <> OLD.content AND NEW.content <> ''"
                ),
            ),
            pgtrigger.Trigger(
                name="package_end_only_renewed",  # Art. 5(1)(e)
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "OLD.expires_at IS NOT NULL AND NEW.expires_at IS DISTINCT FROM OLD.expires_at"
                ),
                func=refuse_unless(
                    f"""NEW.expires_at > OLD.expires_at AND NEW.state = OLD.state
                    AND OLD.state IN ('released', 'fetched') AND EXISTS (
                        SELECT 1 FROM requests_app_rightsrequest r
                        JOIN registers_app_controller o ON o.id = r.controller_id
                        WHERE r.id = NEW.request_id
                          AND NEW.expires_at <= (r.closed_on + make_interval(
                              days => {MATERIAL_DAYS})) AT TIME ZONE o.time_zone
                    )""",  # noqa: S608 - only a number of days
                    says="the time to fetch it is not moved so",
                ),
            ),
            pgtrigger.Trigger(
                name="package_texts_looked_through",  # Art. 15(4), 20(4)
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state="draft", new__state="ready"),
                func=refuse_unless(
                    f"""NOT EXISTS (
                        SELECT 1 FROM requests_app_task t
                        JOIN requests_app_rightsrequest r ON r.id = t.request_id
                        WHERE r.id = NEW.request_id AND r."right" IN ('access', 'portability')
                          AND t.state = 'done' AND t.result <> ''
                          AND NOT EXISTS (
                              SELECT 1 FROM requests_app_disclosurereview v
                              WHERE v.task_id = t.id AND {REVIEWED} AND v.content_sha256
                                  = encode(sha256(convert_to(t.result, 'UTF8')), 'hex')
                          )
                    )""",  # noqa: S608 - a constant
                    says="a text was not looked through",
                ),
            ),
            while_open("package_while_open"),
            never_deleted("package_never_deleted"),
            pgtrigger.ReadOnly(name="package_keeps_request", fields=["request"]),
        ]

    def __str__(self) -> str:
        return f"{self.request} {self.get_state_display()}"

    @transition(
        state,
        source=PackageState.DRAFT,
        target=PackageState.READY,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Complete")},
    )
    def complete(self) -> None:
        """Nothing that the law demands is missing."""

    @transition(
        state,
        source=PackageState.READY,
        target=PackageState.RELEASED,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Release to the person")},
    )
    def release(self, *, released_at: datetime, expires_at: datetime) -> None:
        """The person may fetch it."""
        self.released_at = released_at
        self.expires_at = expires_at

    @transition(
        state,
        source=PackageState.RELEASED,
        target=PackageState.FETCHED,
        custom={"label": _("Fetched"), "by_subject": True},
    )
    def fetch(self, *, fetched_at: datetime) -> None:
        """The person has opened it for the first time."""
        self.fetched_at = fetched_at

    @transition(
        state,
        source=[PackageState.RELEASED, PackageState.FETCHED],
        target=PackageState.EXPIRED,
        custom={"label": _("Expired"), "by_system": True},
    )
    def expire(self) -> None:
        """Its time is over; the content is destroyed."""
        self.content = b""

    @transition(
        state,
        source=[
            PackageState.DRAFT,
            PackageState.READY,
            PackageState.RELEASED,
            PackageState.FETCHED,
        ],
        target=PackageState.DISCARDED,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Discard")},
    )
    def discard(self) -> None:
        """A newer package takes its place."""
        self.content = b""


pgtrigger.register(
    DeclaredTransitions(name="package_declared_transitions", machine=DisclosurePackage)
)(DisclosurePackage)


class PackageFile(DisclosurePackage.files.through):  # type: ignore[name-defined,misc]
    """The rows that put a file into a package; here for their trigger."""

    class Meta:
        proxy = True
        triggers = [
            never_deleted("package_files_stay"),
            pgtrigger.Trigger(
                name="package_files_looked_through",  # Art. 15(4), 20(4)
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"""EXISTS (
                        SELECT 1 FROM requests_app_storedfile f
                        JOIN requests_app_rightsrequest r ON r.id = f.request_id
                        WHERE f.id = NEW.storedfile_id AND (
                            r."right" NOT IN ('access', 'portability') OR EXISTS (
                                SELECT 1 FROM requests_app_disclosurereview v
                                WHERE {REVIEWED} AND (
                                    v.file_id = f.id AND v.verdict = 'clear'
                                    OR v.result_id = f.id
                                )
                            )
                        )
                    )""",  # noqa: S608 - a constant
                    says="the file was not looked through",
                ),
            ),
            pgtrigger.Trigger(
                name="package_holds_its_own_files",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=refuse_unless(
                    """EXISTS (
                        SELECT 1 FROM requests_app_disclosurepackage p
                        JOIN requests_app_storedfile f ON f.request_id = p.request_id
                        WHERE p.id = NEW.disclosurepackage_id AND f.id = NEW.storedfile_id
                          AND p.state = 'draft' AND f.is_disclosed
                    )""",
                    says="the file does not belong into this package",
                ),
            ),
        ]
