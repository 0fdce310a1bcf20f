"""The public form for whoever asks for another, and their own page afterwards."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notices_app.models import Notice
from requests_app.domain.representation import AnswerTo, Role
from requests_app.models import AccessRequest, AuthorityPaper, Submission
from tests.cases import begin, collect_all, handler_of, prepare, send_answer, settle
from tests.factories import make_controller, make_register
from tests.files import a_pdf
from tests.represented import answer_to, fail_role, row_of, settle_role
from tests.requests_app.admin.staff import send, signed_in, take
from tests.requests_app.portal.person import Answers, Person, answers_to

pytestmark = pytest.mark.django_db

LANGUAGES = ("fi", "sv", "en")
ASKING = [Role.AGENT, Role.GUARDIAN, Role.PARENT, Role.RELATIVE]


@pytest.fixture
def plain() -> Answers:
    controller = make_controller()
    make_register(controller)
    return answers_to(controller, register="customers")


def for_another(plain: Answers, role: Role) -> Answers:
    """What somebody answers who asks for another."""
    concerned = {"concerned_name": "Eino Edustettu"}
    if role is not Role.RELATIVE:
        concerned["concerned_contact"] = "Edustetunkuja 7\n90100 Oulu"
    answers: Answers = {}
    for step, values in plain.items():
        answers[step] = values
        if step == "whom":
            answers |= {"whom": {"whom": role.value}, "concerned": concerned}
    return answers


def case_of(submission: Submission) -> AccessRequest:
    return AccessRequest.objects.get(submission=submission)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ASKING)
def test_each_role_sends_its_request_and_it_is_kept_who_wrote_and_for_whom(
    plain: Answers, role: Role, language: str
) -> None:
    person = Person(language=language)
    submission = person.submit(for_another(plain, role))

    assert submission.person_name == "Eino Edustettu"
    assert submission.email == "maija@example.org"
    row = row_of(case_of(submission))
    assert (row.role, row.writer_name, row.state) == (role, "Maija Meikäläinen", "open")
    assert row.contact == ("" if role is Role.RELATIVE else "Edustetunkuja 7\n90100 Oulu")
    assert person.get("sent").status_code == 200
    letter = case_of(submission).letters.get(kind="received")
    assert "Maija Meikäläinen" in letter.text.split("\n\n")[0]
    assert "Eino Edustettu" in letter.text.split("\n\n")[1]
    for mail in Notice.objects.filter(to_address="maija@example.org"):
        assert "Eino" not in mail.text + mail.subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_child_asks_alone_and_names_nobody_else(plain: Answers, language: str) -> None:
    plain["whom"] = {"whom": "minor"}

    submission = Person(language=language).submit(plain)

    row = row_of(case_of(submission))
    assert (row.role, row.writer_name, row.state) == ("minor", "", "own")
    assert submission.person_name == "Maija Meikäläinen"


def test_who_asks_for_themselves_is_not_asked_about_another(plain: Answers) -> None:
    person = Person()
    submission = person.submit(plain)

    assert not hasattr(submission, "representation")
    assert person.get("step", name="concerned").status_code == 302


def test_nobody_is_chosen_beforehand(plain: Answers) -> None:
    person = Person()
    person.answer("organisation", plain["organisation"])

    page = person.get("step", name="whom").content.decode()

    assert " checked" not in page
    sent = person.answer("whom", {})
    assert "Choose for whom you ask." in sent.content.decode()
    assert "That is not on the list" in person.answer("whom", {"whom": "aunt"}).content.decode()


@pytest.mark.parametrize("role", ASKING)
def test_back_and_change_keep_everything(plain: Answers, role: Role) -> None:
    person = Person()
    answers = for_another(plain, role)
    person.fill_in(answers)

    back = person.answer("you", {**answers["you"], "person_name": "Anna", "back": "1"})
    assert back["Location"] == person.step("concerned")
    assert "Eino Edustettu" in person.get("step", name="concerned").content.decode()
    changed = person.answer("concerned", {"concerned_name": "Eino E."}, change=True)
    assert changed.url == person.address("check")
    listed = person.get("check").content.decode()
    assert "Eino E." in listed
    assert "Anna" in listed


def test_what_was_typed_about_another_stays_when_one_asks_for_oneself_after_all(
    plain: Answers,
) -> None:
    person = Person()
    person.fill_in(for_another(plain, Role.AGENT))
    person.answer("whom", {"whom": "self"}, change=True)
    assert "Eino" not in person.get("check").content.decode()

    person.answer("whom", {"whom": "agent"}, change=True)
    assert "Eino Edustettu" in person.get("check").content.decode()


def test_a_missing_name_is_said_and_what_was_typed_stays(plain: Answers) -> None:
    person = Person()
    for step in ("organisation", "register", "right"):
        person.answer(step, plain[step])
    person.answer("whom", {"whom": "guardian"})

    page = person.answer("concerned", {"concerned_contact": "Kuja <b>7</b>"}).content.decode()

    assert "Write the name of the person whose data it is about." in page
    assert "Kuja &lt;b&gt;7&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "It gives no rights over the data of somebody who has died."),
        ("fi", "Se ei anna oikeuksia kuolleen henkilön tietoihin."),
        ("sv", "Den ger inga rättigheter till uppgifter om någon som har avlidit."),
    ],
)
def test_who_asks_about_the_dead_is_told_honestly(plain: Answers, language: str, said: str) -> None:
    person = Person(language=language)
    person.answer("organisation", plain["organisation"])
    person.answer("whom", {"whom": "relative"})

    assert said in person.get("step", name="concerned").content.decode()


def opened(plain: Answers, role: Role = Role.AGENT) -> tuple[Person, AccessRequest]:
    """Somebody on the page of the request that they sent for another."""
    person = Person()
    submission = person.submit(for_another(plain, role))
    person.open_request(submission)
    return person, case_of(submission)


def mandate(name: str = "mandate.pdf", content: bytes = a_pdf()) -> dict[str, Any]:
    return {"proof": SimpleUploadedFile(name, content)}


def test_the_mandate_is_sent_from_the_own_page(plain: Answers) -> None:
    person, case = opened(plain)
    handler_of(case.controller)
    assert person.address("authority") in person.get("request").content.decode()

    sent = person.post("authority", mandate())

    assert sent.url == person.address("authority")
    assert "Thank you." in person.get("authority").content.decode()
    assert AuthorityPaper.objects.get().representation == row_of(case)
    assert "We received what shows" in person.get("request").content.decode()
    assert Notice.objects.filter(kind="staff_person_acted").exists()


def test_a_mandate_that_cannot_be_taken_is_said_in_words(plain: Answers) -> None:
    person, _case = opened(plain)

    empty = person.post("authority", mandate(content=b"")).content.decode()
    nothing = person.post("authority", {}).content.decode()

    assert "is empty" in empty
    assert "Choose at least one file." in nothing
    assert not AuthorityPaper.objects.exists()


def test_no_mandate_is_taken_where_nobody_needs_one(plain: Answers) -> None:
    person = Person()
    person.open_request(person.submit(plain))
    assert person.get("authority").status_code == 410
    assert person.post("authority", mandate()).status_code == 410

    other, case = opened(plain)
    settle_role(begin(case))
    assert other.post("authority", mandate()).status_code == 410
    assert not AuthorityPaper.objects.exists()


def test_a_relative_and_a_parent_are_asked_for_papers_only_when_somebody_asks(
    plain: Answers,
) -> None:
    for role in (Role.RELATIVE, Role.PARENT):
        person, _case = opened(plain, role)
        assert person.address("authority") not in person.get("request").content.decode()


def test_who_wrote_reads_nothing_of_what_went_straight_to_the_person(plain: Answers) -> None:
    person, case = opened(plain)
    case = answer_to(fail_role(prepare(collect_all(settle(begin(case))))), AnswerTo.PERSON)
    case = send_answer(case)
    letter = case.letters.get(kind="access_granted")

    page = person.get("request").content.decode()

    assert "You cannot read them here." in page
    assert letter.subject not in page
    assert "We sent the answer to the person." in page
    assert person.get("letter", pk=letter.pk).status_code == 404
    package = case.packages.get()
    for name, key in (("answer", {}), ("package", {"pk": package.pk})):
        assert person.get(name, **key).status_code in (404, 410)
    file = person.get("file", pk=case.files.get().pk)
    assert (file.status_code, file["Location"]) == (302, person.address("answer"))
    package.refresh_from_db(fields=["fetched_at"])
    assert package.fetched_at is None


@pytest.mark.parametrize("role", ASKING)
def test_who_may_act_reads_the_answer(plain: Answers, role: Role) -> None:
    person, case = opened(plain, role)
    case = send_answer(settle_role(prepare(collect_all(settle(begin(case))))))

    assert person.get("answer").status_code == 200
    letter = case.letters.get(kind="access_granted")
    assert person.get("letter", pk=letter.pk).status_code == 200


def test_a_mandate_that_is_taken_back_shuts_what_was_answered(plain: Answers) -> None:
    person, case = opened(plain)
    case = send_answer(settle_role(prepare(collect_all(settle(begin(case))))))
    client = signed_in(handler_of(case.controller))

    take(client, case, "doubt-authority", reason="The person took the mandate back.")

    letter = case.letters.get(kind="access_granted")
    waits = person.get("letter", pk=letter.pk)
    assert waits.status_code == 403
    assert "It is in doubt whether you may act for them" in waits.content.decode()
    assert person.get("answer").status_code == 410
    send(client, case, "settle-authority", {"method": "person", "reason": "They gave it anew."})
    assert person.get("answer").status_code == 200


def test_a_non_disclosure_order_keeps_the_address_sealed(plain: Answers) -> None:
    plain["you"]["protected_identity"] = "on"
    person = Person()
    person.fill_in(plain)
    assert "Kotikatu 1" in person.get("check").content.decode()  # the person's own device
    person.send()

    submission = Submission.objects.get()
    assert (submission.protected_identity, submission.phone, submission.postal_address) == (
        True,
        "",
        "",
    )
    assert submission.contact.postal_address == "Kotikatu 1\n00100 Helsinki"
    assert b"Kotikatu" not in bytes(submission.sealed_contact)
    assert "1234567" not in submission.search_text


def test_the_tick_of_a_non_disclosure_order_is_kept_back_and_forth(plain: Answers) -> None:
    person = Person()
    plain["you"]["protected_identity"] = "on"
    person.fill_in(plain)

    page = person.get("step", name="you").content.decode()
    assert 'name="protected_identity"' in page
    assert "checked" in page
    del plain["you"]["protected_identity"]
    person.answer("you", plain["you"], change=True)
    person.send()

    assert not Submission.objects.get().protected_identity


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_says_how_to_ask_without_e_mail(plain: Answers, language: str) -> None:
    person = Person(language=language)
    person.answer("organisation", plain["organisation"])

    page = person.get("step", name="you").content.decode()

    assert "Esimerkkikatu 1" in page  # where to write
    assert "+358 9 123 456" in page  # where to call


@pytest.mark.parametrize(
    ("field", "longest"), [("concerned_name", 200), ("concerned_contact", 500)]
)
def test_whatever_is_typed_about_another_is_kept_or_answered_in_words(
    plain: Answers, field: str, longest: int
) -> None:
    person = Person()
    person.fill_in(for_another(plain, Role.AGENT))
    typed = {"concerned_name": "Eino", "concerned_contact": "Kuja 7"}

    long = person.answer("concerned", {**typed, field: "ä" * (longest + 1)}).content.decode()
    hidden = person.answer("concerned", {**typed, field: "before\x00after"}).content.decode()
    person.answer("concerned", {**typed, field: "<i>{{ x }}</i> ; --"})

    assert f"at most {longest} characters" in long
    assert "an invisible character that cannot be kept" in hidden
    assert "&lt;i&gt;{{ x }}&lt;/i&gt; ; --" in person.get("check").content.decode()
    person.send()
    submission = Submission.objects.get()
    kept = {
        "concerned_name": submission.person_name,
        "concerned_contact": row_of(case_of(submission)).contact,
    }
    assert kept[field] == "<i>{{ x }}</i> ; --"


def test_a_posted_form_without_the_new_questions_is_led_to_them(plain: Answers) -> None:
    person = Person()
    del plain["whom"]
    person.fill_in(plain)

    response = person.send()

    assert response.url == person.address("check")
    assert person.get("check").url == f"{person.step('whom')}?change=1"
    assert not Submission.objects.exists()
