"""What a person sent us, once."""

import json
from dataclasses import asdict, dataclass

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from config.crypto import open_sealed, seal
from registers_app.domain.residence import HOMES
from registers_app.models import Controller, LanguageChoice, OurRole, Register
from registers_app.models.kept import never_deleted
from requests_app.domain.matching import LONGEST_KEY, match_keys
from requests_app.domain.references import new_reference
from requests_app.domain.search_text import fold
from requests_app.models.arrival import Arrival, arrival_constraints
from requests_app.models.held import SignChoice, held_constraints, held_triggers
from requests_app.models.purged_in_time import purged_in_time


class Channel(models.TextChoices):
    """How a submission reached us. Any of them starts the clock (GDPR Art. 12(2))."""

    PORTAL = "portal", _("form on this site")
    EMAIL = "email", _("e-mail")
    LETTER = "letter", _("letter")
    PHONE = "phone", _("phone call")
    VISIT = "visit", _("visit")


class AnswerBy(models.TextChoices):
    """How the person wants to be answered (GDPR Art. 12(1), 12(3))."""

    ONLINE = "online", _("on this site, told by e-mail")
    POST = "post", _("by post")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Where somebody is reached beside their e-mail address."""

    phone: str = ""
    postal_address: str = ""


class Submission(models.Model):
    """One message of one person: who they are, how to reach and find them, what they ask."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, default=new_reference)
    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="submissions")
    register = models.ForeignKey(
        Register,
        on_delete=models.PROTECT,
        related_name="submissions",
        null=True,
        blank=True,
        help_text=_("Empty: the person does not know, all registers are meant."),
    )
    addressed_to = models.ForeignKey(
        Controller,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("addressed to"),
        help_text=_("The joint controller that the person turned to, when another one answers."),
    )
    client_named = models.CharField(
        _("whose client or customer the person is"), max_length=300, blank=True
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    received_at = models.DateTimeField(_("received"))
    arrival = models.CharField(
        _("where it came in first"), max_length=10, choices=Arrival, default=Arrival.PROPER
    )
    # A stray address had it earlier; a processor passed it on later.
    other_moment_at = models.DateTimeField(_("the other moment"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LanguageChoice)
    person_name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    postal_address = models.TextField(_("postal address"), max_length=500, blank=True)
    answer_by = models.CharField(
        _("how to answer"),
        max_length=10,
        choices=AnswerBy,
        default=AnswerBy.ONLINE,
        db_default=AnswerBy.ONLINE.value,
    )
    # Where the person may complain too (GDPR Art. 77(1)); empty: not told, or outside the EEA.
    lives_in = models.CharField(_("country where the person lives"), max_length=2, blank=True)
    # The address of who must not be found is kept sealed, and phone and postal_address are empty.
    protected_identity = models.BooleanField(
        _("has a non-disclosure order"), default=False, db_default=False
    )
    sealed_contact = models.BinaryField(default=b"", blank=True)
    identifiers = models.TextField(_("how to find the person"), max_length=1000, blank=True)
    about = models.TextField(_("what the request is about"), max_length=5000, blank=True)
    email_confirmed_at = models.DateTimeField(_("e-mail confirmed"), null=True, blank=True)
    # What made it look like a program's, and whether it waits therefore (domain/signs.py).
    signs = ArrayField(
        models.CharField(max_length=20, choices=SignChoice),
        default=list,
        db_default=[],
        blank=True,
        verbose_name=_("signs of a program"),
    )
    held_at = models.DateTimeField(_("held"), null=True, blank=True)
    let_through_at = models.DateTimeField(_("let through"), null=True, blank=True)
    # Empty: the person, by confirming the address.
    let_through_by_id = models.BigIntegerField(_("let through by"), null=True, blank=True)
    entered_by_id = models.BigIntegerField(_("entered by"), null=True, blank=True)
    created_at = models.DateTimeField(_("entered"))
    # When the parts of the file of a closed case were erased (domain/retention.py).
    material_purged_at = models.DateTimeField(_("collected data erased"), null=True, blank=True)
    contacts_purged_at = models.DateTimeField(_("contact data erased"), null=True, blank=True)
    purged_at = models.DateTimeField(_("file erased"), null=True, blank=True)
    search_text = models.TextField(editable=False, default="")
    search = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    match_keys = ArrayField(models.CharField(max_length=LONGEST_KEY), default=list, editable=False)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            *arrival_constraints(),
            *held_constraints(),
            models.CheckConstraint(
                name="submission_channel_known", condition=Q(channel__in=Channel.values)
            ),
            models.CheckConstraint(
                name="submission_answer_by_known", condition=Q(answer_by__in=AnswerBy.values)
            ),
            models.CheckConstraint(
                name="submission_country_known", condition=Q(lives_in__in=["", *sorted(HOMES)])
            ),
            models.CheckConstraint(
                name="submission_language_known", condition=Q(language__in=LanguageChoice.values)
            ),
            models.CheckConstraint(
                name="submission_portal_has_mail",
                condition=~Q(channel=Channel.PORTAL)
                | ~Q(email="")
                | Q(contacts_purged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_not_from_the_future",
                condition=Q(received_at__lte=models.F("created_at")),
            ),
            models.CheckConstraint(
                name="submission_protected_is_sealed",
                condition=Q(protected_identity=False) | Q(phone="", postal_address=""),
            ),
            models.CheckConstraint(
                name="submission_erased_by_and_by",
                condition=Q(purged_at__isnull=True)
                | Q(material_purged_at__isnull=False, contacts_purged_at__isnull=False),
            ),
        ]
        indexes = [
            # The queue's search: folded words by prefix, in any order.
            GinIndex(fields=["search"], name="submission_search"),
            # The same person before: any of their marks.
            GinIndex(fields=["match_keys"], name="submission_matches"),
            # "Send me a new link": by address within a controller.
            models.Index(fields=["controller", "email"], name="submission_by_mail"),
            # The sweep that erases the files of closed cases: what still has something to erase.
            models.Index(
                fields=["received_at"],
                condition=Q(purged_at__isnull=True),
                name="submission_not_erased",
            ),
            # Reminders to persons: links that still wait for a click.
            models.Index(
                fields=["received_at"],
                condition=Q(email_confirmed_at__isnull=True) & Q(channel="portal"),
                name="submission_unconfirmed",
            ),
            # The view of suspicious messages, and its count.
            models.Index(
                fields=["controller", "received_at"],
                condition=Q(held_at__isnull=False, let_through_at__isnull=True),
                name="submission_held",
            ),
        ]
        triggers = [
            *held_triggers(),
            never_deleted("submission_never_deleted"),
            *purged_in_time(),
            pgtrigger.Protect(
                name="submission_mail_never_swapped",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.email <> OLD.email AND NEW.email <> ''"),
            ),
            pgtrigger.Protect(
                name="submission_protected_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.protected_identity AND NOT NEW.protected_identity"
                ),
            ),
            pgtrigger.ReadOnly(
                name="submission_keeps_receipt",
                fields=[
                    "reference",
                    "controller",
                    "addressed_to",
                    "register",
                    "channel",
                    "received_at",
                    "arrival",
                    "other_moment_at",
                    "created_at",
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search text and the marks beside what they are made of."""
        self.search_text = fold(
            " ".join([self.reference, self.person_name, self.email, self.phone, self.identifiers])
        )
        self.match_keys = match_keys(
            name=self.person_name,
            email=self.email,
            phone=self.phone,
            identifiers=self.identifiers,
        )
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_held(self) -> bool:
        """Whether it waits, because it looks like a program's."""
        return self.held_at is not None and self.let_through_at is None

    @property
    def signs_in_words(self) -> list[str]:
        """Why it looks so."""
        return [str(SignChoice(sign).label) for sign in self.signs]

    @property
    def contact(self) -> Contact:
        """Where to reach who wrote; of who must not be found too. Raises Undecipherable."""
        if not self.sealed_contact:
            return Contact(phone=self.phone, postal_address=self.postal_address)
        return Contact(**json.loads(open_sealed(bytes(self.sealed_contact))))

    def hide(self, contact: Contact) -> None:
        """Seal where one who must not be found is reached. The caller saves."""
        self.protected_identity = True
        self.phone = self.postal_address = ""
        self.sealed_contact = seal(json.dumps(asdict(contact)).encode())

    @cached_property
    def joint_for_any(self) -> list[Controller]:
        """Who decides jointly with the controller on any register, in the order of their names."""
        meant = Register.objects.filter(
            Q(controller=self.controller_id) | Q(joint_controllers=self.controller_id),
            our_role=OurRole.CONTROLLER,
        )
        joint = Controller.objects.filter(Q(registers__in=meant) | Q(joint_registers__in=meant))
        return list(joint.exclude(pk=self.controller_id).distinct())
