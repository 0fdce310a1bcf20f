"""Two controllers with a row of everything, and everybody who may come to them."""

from dataclasses import dataclass, field
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.test.utils import override_settings

from config.clock import now, today
from notices_app.inbound.take_in import take_in
from notices_app.models import LocalMessage, Mailbox, Notice
from notices_app.services.deliver import deliver_due
from registers_app.domain.actors import subject_actor, user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, Regime, Register, User
from registers_app.services.give_reason import give_reason
from registers_app.services.send_to_review import send_to_review
from requests_app.domain.representation import Role as Representing
from requests_app.models import AccessRequest, Channel, PaperLetter, RightsRequest
from requests_app.services.authority_papers import receive_papers
from requests_app.services.complain import NewComplaint, acknowledge, complain
from requests_app.services.evidence import receive_evidence
from requests_app.services.note_restore import note_restore
from requests_app.services.note_writer import WrittenFor
from requests_app.services.pending_steps import let_wait
from requests_app.services.print_letters import print_letters
from requests_app.services.source_notice import Obtained, note_source
from requests_app.services.suspend import ask_clarification
from requests_app.services.write_message import write_message
from tests import eight
from tests.cases import (
    acting,
    ask_for_identity,
    begin,
    collect_all,
    make_received,
    prepare,
    settle,
)
from tests.factories import (
    PASSWORD,
    make_controller,
    make_register,
    make_user,
    make_version,
    texts,
)
from tests.files import a_pdf, a_picture

LOCAL_MAILBOX = "notices_app.local_mailbox.LocalMailboxBackend"


class NobodyThere(BaseEmailBackend):
    """A mail server that knows no mailbox."""

    def send_messages(self, email_messages: Any) -> int:
        """Raises SMTPRecipientsRefused."""
        raise SMTPRecipientsRefused({"nobody": (550, b"No such mailbox")})


@dataclass(kw_only=True)
class Side:
    """One controller, the keys of its rows by kind, and what only its own people may read."""

    word: str
    controller: Controller
    register: Register
    administrator: User
    rows: dict[str, int] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)

    def received(self) -> AccessRequest:
        """A request that has just come in."""
        return make_received(
            self.controller,
            register=self.register,
            person_name=f"{self.word} Person",
            email=f"person@{self.word.lower()}.example",
        )


@dataclass(kw_only=True)
class Desk:
    """One's own controller and another one, and all who come to the first."""

    own: Side
    foreign: Side
    readers: dict[str, User]

    def browsers(self) -> dict[str, Client]:
        """A browser for each, by the names of docs/roles.md."""
        return {name: signed_in(user) for name, user in self.readers.items()}


def furnish() -> Desk:
    """The whole desk."""
    own, foreign = _side("Omenatarha"), _side("Vierasmaa")
    _deliver(own, foreign)
    return Desk(own=own, foreign=foreign, readers=_readers(own))


def signed_in(user: User) -> Client:
    """A browser in which *user* has signed in; an error of the desk is an answer like others."""
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    client.force_login(user)
    return client


def _side(word: str) -> Side:
    """A controller with a row of everything; *word* is in every text that is its own."""
    controller = make_controller(name=f"{word} Oy", email=f"desk@{word.lower()}.example")
    side = Side(
        word=word,
        controller=controller,
        register=make_register(controller, name=f"{word} customers"),
        administrator=make_user(controller, role=Role.ADMINISTRATOR),
    )
    text = f"From: person@{word.lower()}.example\n\n{word} asks: how do you handle my data?"
    side.rows["inboundmail"] = take_in(text.encode(), mailbox=controller.email).pk
    draft = make_version(side.register)
    newsletter = draft.purposes.create(
        names=texts(f"{word} newsletter"), owner="Head of sales", position=1
    )
    newsletter.bases.create(basis="consent")
    give_reason(
        version_id=draft.pk,
        code="consent_without_withdrawal",
        places=[f"purposes.{newsletter.key}"],
        reason=f"{word} has the link in each letter.",
        user=side.administrator,
    )
    side.rows |= {
        "controller": controller.pk,
        "user": make_user(controller, username=f"{word.lower()}-member").pk,
        "published": side.register.versions.get(number=1).pk,
        "registerversion": draft.pk,
        "line": draft.purposes.all()[0].pk,
        "in_review": _in_review(controller),
        "register": make_register(controller, slug="staff", name=f"{word} staff").pk,
        **_cases(side),
        **_duties(side),
    }
    own = RightsRequest.objects.filter(controller=controller)
    side.secrets = [word, word.lower(), *own.values_list("submission__reference", flat=True)]
    return side


def _in_review(controller: Controller) -> int:
    """A version of another register that somebody has sent to review."""
    register = make_register(controller, slug="visitors", name=f"{controller.name} visitors")
    editor = make_user(controller, role=Role.REGISTER_EDITOR)
    return send_to_review(make_version(register).pk, actor=user_actor(editor.pk)).pk


def _cases(side: Side) -> dict[str, int]:
    actor = acting(side.controller)
    ready = prepare(collect_all(settle(begin(side.received()))))
    asked = ask_for_identity(begin(side.received()))
    proof = receive_evidence(
        asked.submission.identity_check.pk,
        files=[SimpleUploadedFile("proof.pdf", a_pdf())],
        actor=actor,
    )
    represented = make_received(
        side.controller,
        register=side.register,
        person_name=f"{side.word} Person",
        written_for=WrittenFor(role=Representing.AGENT, writer_name=f"{side.word} Agent"),
    )
    papers = receive_papers(
        represented.submission.representation.pk,
        files=[SimpleUploadedFile("mandate.pdf", a_pdf())],
        actor=actor,
    )
    message = write_message(
        ready.submission_id,
        text="Here is my bill.",
        files=[SimpleUploadedFile("bill.pdf", a_pdf())],
        actor=subject_actor(ready.submission_id),
    )
    looking = collect_all(
        settle(begin(side.received())), files=[SimpleUploadedFile("scan.png", a_picture())]
    )
    pending = let_wait(
        ready,
        name="extend",
        target_id=None,
        fields={"reason": ["Four systems."], "cause": ["scattered"]},
        until=now() + timedelta(minutes=10),
        actor=actor,
    )
    waiting = begin(side.received())
    pause = ask_clarification(waiting.pk, question="Which years?", facts="40 years.", actor=actor)
    return {
        "received": side.received().pk,
        "asked": asked.pk,
        "evidence": proof[0].pk,
        "represented": represented.pk,
        "paper": papers[0].pk,
        "message_file": message.files.get().pk,
        "looking": looking.pk,
        "scan": looking.files.get().pk,
        "found_text": looking.tasks.order_by("pk")[0].pk,
        "pending": pending.pk,
        "waiting": waiting.pk,
        "suspension": pause.pk,
        "refused": eight.refused(side.received()).pk,
        "rightsrequest": ready.pk,
        "task": ready.tasks.order_by("pk")[0].pk,
        "file": ready.files.get().pk,
        "letter": ready.letters.order_by("pk")[0].pk,
        "paperletter": _printed(side),
    }


def _printed(side: Side) -> int:
    """A letter that was printed and not yet posted."""
    on_paper = make_received(
        side.controller,
        register=side.register,
        channel=Channel.LETTER,
        person_name=f"{side.word} Person",
        email="",
    )
    paper = PaperLetter.objects.get(letter__request=on_paper)
    print_letters([paper.pk], actor=acting(side.controller))
    return paper.pk


def _duties(side: Side) -> dict[str, int]:
    """Duties apart from requests; for its complaint the controller was under the law of the UK."""
    actor = acting(side.controller)
    notice = note_source(
        Obtained(
            register=side.register,
            purposes=(),
            what=f"{side.word} addresses",
            source="Posti",
            obtained_on=today(side.controller.time_zone),
        ),
        actor=actor,
    )
    side.controller.regime = Regime.UK
    side.controller.save(update_fields=["regime"])
    complaint = complain(
        NewComplaint(
            controller=side.controller,
            channel=Channel.LETTER,
            received_at=now(),
            language="en",
            person_name=f"{side.word} Person",
            about="Too slow.",
        ),
        actor=actor,
    )
    acknowledge(complaint.pk, actor=actor)
    side.controller.regime = Regime.EU
    side.controller.save(update_fields=["regime"])
    mailbox = Mailbox.objects.create(
        controller=side.controller,
        address=f"privacy@{side.controller.slug}.example",
        reached_by="handed",
        created_at=now(),
    )
    return {
        "mailbox": mailbox.pk,
        "sourcenotice": notice.pk,
        "systemrestore": _restore(side),
        "complaint": complaint.pk,
        "complaint_letter": complaint.letters.get().pk,
    }


def _restore(side: Side) -> int:
    """A system came back from a backup before anything was erased in it."""
    moment = now() - timedelta(days=1)
    return note_restore(
        side.register.data_systems.earliest("pk").pk,
        backup_of=moment - timedelta(days=1),
        restored_at=moment,
        actor=acting(side.controller),
    ).pk


def _deliver(*sides: Side) -> None:
    """Every mail lies in the local mailbox but the last of each controller, which failed."""
    with override_settings(EMAIL_BACKEND=LOCAL_MAILBOX):
        deliver_due()
    for side in sides:
        sent = Notice.objects.filter(controller=side.controller, state="sent")[0]
        side.rows["localmessage"] = next(
            row.pk for row in LocalMessage.objects.all() if sent.message_id.encode() in row.raw
        )
        side.received()
    with override_settings(EMAIL_BACKEND=f"{__name__}.NobodyThere"):
        deliver_due()
    for side in sides:
        failed = Notice.objects.filter(controller=side.controller, state="failed")
        side.rows["notice"] = failed.order_by("pk")[0].pk


def _readers(side: Side) -> dict[str, User]:
    return {
        **{role.value: make_user(side.controller, role=role) for role in Role},
        "no_role": User.objects.create_user("guest", password=PASSWORD, is_staff=True),
        "superuser": User.objects.create_superuser("root", password=PASSWORD),
    }
