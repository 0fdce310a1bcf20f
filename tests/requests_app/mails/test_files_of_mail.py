"""Files that come with an answer lie sealed with the message; what is refused is said."""

from email.message import EmailMessage

import pytest

from config.crypto import open_sealed
from notices_app.inbound.take_in import take_in
from notices_app.models import InboundMail
from registers_app.domain.actors import user_actor
from requests_app.models import CaseMessage, MessageFile, Submission
from requests_app.services.open_message_file import open_message_file, read_message_file
from tests.cases import handler_of
from tests.factories import make_controller, make_register, make_user
from tests.files import a_pdf, a_picture
from tests.requests_app.mails.written import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Submission:
    controller = make_controller()
    make_register(controller)
    make_user(controller)
    return Submission.objects.get(reference=take_in(written(controller)).reference)


def answer(case: Submission, files: dict[str, bytes], *, inline: bytes = b"") -> InboundMail:
    message = EmailMessage()
    message["From"] = case.email
    message["To"] = case.controller.email
    message["Subject"] = f"Re: {case.reference}"
    message["Message-ID"] = "<answer@example.org>"
    message.set_content("Here they are.")
    if inline:
        message.add_alternative("<p>Here they are.</p>", subtype="html")
        html = message.get_payload()[1]  # type: ignore[index]
        html.add_related(inline, "image", "png", cid="<logo>")  # type: ignore[union-attr]
    for name, content in files.items():
        message.add_attachment(content, "application", "octet-stream", filename=name)
    return take_in(bytes(message))


def test_files_of_an_answer_are_examined_and_lie_sealed_with_its_message(case: Submission) -> None:
    mail = answer(case, {"../../evil/proof.pdf": a_pdf(), "me.png": a_picture()})
    assert (mail.status, mail.reference) == ("reply", case.reference)
    message = CaseMessage.objects.get(submission=case)
    assert message.text == "Here they are."
    first, second = message.files.order_by("pk")
    assert (first.name, first.content_type) == ("proof.pdf", "application/pdf")
    with first.sealed.open("rb") as kept:
        assert b"%PDF" not in kept.read()
    actor = user_actor(handler_of(case.controller).pk)
    open_message_file(second.pk, actor=actor)
    assert b"".join(read_message_file(second)).startswith(b"\x89PNG")


def test_a_file_that_is_refused_is_named_with_its_reason_and_stays_in_the_original(
    case: Submission,
) -> None:
    mail = answer(case, {"run.exe": b"MZ\x90\x00" + bytes(99), "proof.pdf": a_pdf()})
    assert mail.status == "reply"
    assert "file_refused" in mail.reasons
    message = CaseMessage.objects.get(submission=case)
    assert [file.name for file in message.files.all()] == ["proof.pdf"]
    assert "run.exe" in message.text
    assert "cannot be taken" in message.text
    assert b"run.exe" in open_sealed(bytes(mail.sealed))


def test_a_logo_in_a_signature_is_no_file(case: Submission) -> None:
    answer(case, {}, inline=a_picture())
    assert not MessageFile.objects.exists()


def test_more_files_than_a_message_takes_are_named(case: Submission) -> None:
    answer(case, {f"{number}.pdf": a_pdf() for number in range(11)})
    message = CaseMessage.objects.get(submission=case)
    assert message.files.count() == 10
    assert "10.pdf" in message.text
