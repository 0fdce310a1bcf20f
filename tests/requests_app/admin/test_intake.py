"""Staff enter what came by letter, phone, e-mail or visit."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.clock import now
from registers_app.models import Controller, Purpose
from requests_app.admin.forms.correct import CorrectForm
from requests_app.domain.rights import Right
from requests_app.models import AuditEntry, RightsRequest, Submission
from tests.cases import handler_of
from tests.factories import make_controller, make_register
from tests.files import a_pdf
from tests.looped import for_each
from tests.requests_app.admin.registers import make_processor_register, make_rich_register
from tests.requests_app.admin.staff import (
    INTAKE,
    QUEUE,
    case_url,
    signed_in,
    step_url,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    return controller


@pytest.fixture
def client(controller: Controller) -> Client:
    return signed_in(handler_of(controller))


def typed(browser: Client, own: Controller, /, **more: object) -> dict[str, object]:
    """The form as it is opened, filled in."""
    form = browser.get(reverse(INTAKE)).context["form"]
    received = datetime.now(ZoneInfo("Europe/Helsinki")) - timedelta(days=3)
    return {
        "once": form["once"].value(),
        "controller": own.pk,
        "register": own.registers.values_list("pk", flat=True).first(),
        "rights": ["access"],
        "channel": "letter",
        "received_on": f"{received:%Y-%m-%d}",
        "received_time": "09:15",
        "language": "fi",
        "person_name": "Liisa Letter",
        **more,
    }


def test_a_letter_starts_the_clock_at_its_true_receipt_in_the_controllers_time_zone(
    client: Client, controller: Controller
) -> None:
    fields = typed(client, controller, brought_by="Her guardian", about="Kaikki tiedot.")
    sent = client.post(reverse(INTAKE), fields)
    case = RightsRequest.objects.get()
    assert sent.status_code == 302
    assert sent.headers["Location"] == case_url(case)
    local = case.submission.received_at.astimezone(ZoneInfo("Europe/Helsinki"))
    assert f"{local:%Y-%m-%d %H:%M}" == f"{fields['received_on']} 09:15"
    assert case.submission.entered_by_id == handler_of(controller).pk
    assert case.submission.email == ""
    page = text_of(client.get(case_url(case)))
    assert "Her guardian" in page
    assert "entered a request that came in: letter." in page
    assert case.letters.filter(kind="received").exists()


def test_sending_the_form_twice_enters_the_request_once(
    client: Client, controller: Controller
) -> None:
    fields = typed(client, controller)
    first = client.post(reverse(INTAKE), fields)
    second = client.post(reverse(INTAKE), fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert Submission.objects.count() == 1
    assert AuditEntry.objects.filter(event="submission.received").count() == 1


def test_a_receipt_in_the_future_is_refused_and_what_was_typed_is_kept(
    client: Client, controller: Controller
) -> None:
    tomorrow = now().astimezone(ZoneInfo("Europe/Helsinki")) + timedelta(days=1)
    fields = typed(client, controller, received_on=f"{tomorrow:%Y-%m-%d}", about="Kept <b>text</b>")
    page = text_of(client.post(reverse(INTAKE), fields))
    assert "The time of receipt lies in the future." in page
    assert "Kept &lt;b&gt;text&lt;/b&gt;" in page
    assert not Submission.objects.exists()


def test_a_foreign_controller_or_register_cannot_be_chosen(
    client: Client, controller: Controller
) -> None:
    other = make_controller()
    theirs = make_register(other)
    for more in (
        {"controller": other.pk, "register": theirs.pk},
        {"register": theirs.pk},
    ):
        sent = client.post(reverse(INTAKE), typed(client, controller, **more))
        assert sent.status_code == 200
    assert other.name not in text_of(client.get(reverse(INTAKE)))
    assert not Submission.objects.exists()


@for_each(
    "field, value",
    [
        ("person_name", ""),
        ("person_name", "x" * 201),
        ("person_name", "a\x00b"),
        ("email", "not an address"),
        ("about", "x" * 5001),
        ("received_on", "0001-01-01"),
        ("received_on", "31.12.2026"),
        ("received_time", "25:00"),
        ("channel", "portal"),
        ("rights", ["nonsense"]),
        ("objection_scope", "nonsense"),
        ("language", "de"),
        ("once", "forged"),
        ("controller", "1e9"),
    ],
)
def test_bad_input_is_answered_in_words(
    client: Client, controller: Controller, field: str, value: object
) -> None:
    sent = client.post(reverse(INTAKE), typed(client, controller, **{field: value}))
    assert sent.status_code == 200
    assert "This has to be put right first" in text_of(sent)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("name", ["Ääkkönen 💚", "\u202eoikealta", "'; DROP TABLE x;--", "<i>"])
def test_odd_names_are_kept_as_they_are(client: Client, controller: Controller, name: str) -> None:
    sent = client.post(reverse(INTAKE), typed(client, controller, person_name=name))
    assert sent.status_code == 302, text_of(sent)
    assert Submission.objects.get().person_name == name


def test_the_day_is_the_controllers_own_around_midnight(client: Client) -> None:
    far = make_controller(time_zone="Pacific/Auckland")
    make_register(far)
    user = handler_of(far)
    browser = signed_in(user)
    fields = typed(browser, far, received_on="2026-03-01", received_time="00:30")
    browser.post(reverse(INTAKE), fields)
    submission = Submission.objects.get()
    assert submission.received_at == datetime(2026, 2, 28, 11, 30, tzinfo=UTC)
    assert str(submission.requests.get().received_on) == "2026-03-01"


def test_several_rights_are_entered_at_once_each_with_its_own_clock(
    client: Client, controller: Controller
) -> None:
    rights = [right.value for right in Right]
    client.post(reverse(INTAKE), typed(client, controller, rights=rights))
    requests = RightsRequest.objects.filter(submission=Submission.objects.get())
    assert {request.right for request in requests} == set(rights)
    case = requests.get(right="access")
    page = text_of(client.get(case_url(case)))
    for other in requests.exclude(pk=case.pk):
        assert case_url(other) in page
    assert "stopping is late" in page  # it came three days ago


def test_an_objection_without_a_scope_is_against_everything(
    client: Client, controller: Controller
) -> None:
    form = client.get(reverse(INTAKE)).context["form"]
    assert form["objection_scope"].value() == "all"
    client.post(reverse(INTAKE), typed(client, controller, rights=["objection"]))
    assert RightsRequest.objects.get().objection_scope == "all"


def test_an_objection_to_marketing_only_stops_at_once(
    client: Client, controller: Controller
) -> None:
    fields = typed(client, controller, rights=["objection"], objection_scope="marketing")
    client.post(reverse(INTAKE), fields)
    case = RightsRequest.objects.get()
    assert (case.objection_scope, case.state) == ("marketing", "ceasing")
    assert "direct marketing" in text_of(client.get(case_url(case)))


def test_a_processor_notes_whose_client_the_person_is() -> None:
    controller = make_controller()
    register = make_processor_register(controller)
    client = signed_in(handler_of(controller))
    fields = typed(client, controller, register=register.pk, client_named="ACME oy")
    client.post(reverse(INTAKE), fields)
    case = RightsRequest.objects.get()
    assert "ACME oy" in text_of(client.get(case_url(case)))
    form = client.get(step_url(case, "forward")).context["form"]
    assert form["client"].value() == register.clients.get(name="Acme Oy").pk


def test_who_keeps_no_register_for_others_is_not_asked_whose_client_it_is(client: Client) -> None:
    assert "client_named" not in text_of(client.get(reverse(INTAKE)))


def test_a_joint_controller_takes_in_what_another_answers() -> None:
    answers, ours = make_controller(), make_controller()
    register = make_register(answers)
    register.joint_controllers.add(ours)
    client = signed_in(handler_of(ours))
    fields = typed(client, ours, register=register.pk)
    sent = client.post(reverse(INTAKE), fields)
    again = client.post(reverse(INTAKE), fields, follow=True)
    submission = Submission.objects.get()
    assert (submission.controller, submission.addressed_to) == (answers, ours)
    assert sent.headers["Location"] == reverse(QUEUE)
    assert submission.reference in text_of(again)
    page = text_of(signed_in(handler_of(answers)).get(case_url(submission.requests.get())))
    assert f"{ours.name}, a joint controller" in page


def test_a_scan_is_kept_with_the_case_as_its_original_and_waits_for_nobody(
    client: Client, controller: Controller
) -> None:
    scan = SimpleUploadedFile("letter.pdf", a_pdf())
    page = client.post(reverse(INTAKE), typed(client, controller, scans=[scan]), follow=True)
    message = Submission.objects.get().messages.get()
    assert message.settled_by_id == handler_of(controller).pk
    with message.files.get().sealed.open() as sealed:
        assert b"%PDF" not in sealed.read()
    assert "letter.pdf" in text_of(page)
    assert "kept the request’s original. Files: 1." in text_of(page)


def test_a_scan_that_is_not_taken_enters_nothing_and_loses_no_word(
    client: Client, controller: Controller
) -> None:
    scan = SimpleUploadedFile("letter.pdf", b"MZ\x90\x00\x03\x00\x00\x00")
    page = client.post(reverse(INTAKE), typed(client, controller, scans=[scan]))
    assert "Liisa Letter" in text_of(page)
    assert page.context["form"].errors
    assert not Submission.objects.exists()


def test_a_document_seen_at_the_counter_settles_identity_and_the_receipt_is_printed(
    client: Client, controller: Controller
) -> None:
    seen = {"channel": "visit", "document_seen": "passport"}
    page = client.post(reverse(INTAKE), typed(client, controller, **seen), follow=True)
    check = Submission.objects.get().identity_check
    assert (check.state, check.method) == ("settled", "seen_in_person")
    assert "passport" in check.reason
    assert check.decided_by_id == handler_of(controller).pk
    receipt = RightsRequest.objects.get().letters.get(kind="received")
    url = reverse("admin:case_letter", args=[receipt.request_id, receipt.pk])
    assert f'<a href="{url}">Print the receipt</a>' in text_of(page)
    assert Submission.objects.get().reference in text_of(client.get(url))


@pytest.mark.parametrize("where", [{"channel": "letter"}, {"channel": "visit", "whom": "agent"}])
def test_a_document_is_seen_only_where_the_person_is(
    client: Client, controller: Controller, where: dict[str, str]
) -> None:
    sent = typed(client, controller, document_seen="passport", writer_name="Asia Mies", **where)
    page = text_of(client.post(reverse(INTAKE), sent))
    assert "only where the person themselves is there" in page
    assert not Submission.objects.exists()


# What is typed of each right, and what of it stands where the case is handled next.
SAID: dict[str, tuple[dict[str, object], str]] = {
    "access": ({"access-what": "Calls", "access-since": "2024-01-02"}, "2 January 2024"),
    "rectification": (
        {"rectification-wrong_1": "Kotikatu 1", "rectification-right_1": "Uusikatu 2"},
        "Uusikatu 2",
    ),
    "erasure": ({"erasure-what": "The old account"}, "The old account"),
    "restriction": ({"restriction-grounds": ["claims"]}, "for a legal claim of mine"),
    "portability": (
        {"portability-receiver": "controller", "portability-receiver_name": "Westwind Oy"},
        "Westwind Oy",
    ),
    "objection": ({"objection-what": "Calls on Sundays"}, "Calls on Sundays"),
    "automated_decision": ({"automated_decision-view": "I do earn"}, "I do earn"),
    "consent_withdrawal": ({"consent_withdrawal-extent": "all"}, "Every consent that I have given"),
}


def test_what_is_said_of_each_right_is_kept_with_it(client: Client, controller: Controller) -> None:
    said = {name: value for fields, _seen in SAID.values() for name, value in fields.items()}
    client.post(reverse(INTAKE), typed(client, controller, rights=list(SAID), **said))
    requests = {row.right: row for row in RightsRequest.objects.all()}
    assert requests.keys() == SAID.keys()
    for right, (_fields, seen) in SAID.items():
        assert seen in text_of(client.get(case_url(requests[right]))), right
    assert requests["access"].said.extent == "part"
    assert requests["portability"].said.receiver == "controller"


def test_what_was_said_of_a_correction_fills_in_the_step_that_makes_it(
    client: Client, controller: Controller
) -> None:
    fields, _seen = SAID["rectification"]
    client.post(reverse(INTAKE), typed(client, controller, rights=["rectification"], **fields))
    case = RightsRequest.objects.get()
    form = CorrectForm(case=case, target=case, user=handler_of(controller))
    assert (form["old_1"].value(), form["new_1"].value()) == ("Kotikatu 1", "Uusikatu 2")


def test_nothing_is_kept_as_said_where_nothing_was_said(
    client: Client, controller: Controller
) -> None:
    client.post(reverse(INTAKE), typed(client, controller, rights=list(SAID)))
    assert [row.details for row in RightsRequest.objects.all()] == [{} for _ in SAID]


@pytest.mark.parametrize(
    ("rights", "fields", "fault"),
    [
        (["access"], {"erasure-what": "The <old> account"}, "which is not chosen"),
        (["portability"], {"portability-receiver": "controller"}, "Write the name of the"),
        (["access"], {"access-what": "a\x00b"}, "an invisible character"),
        (["access"], {"access-since": "2024-02-01", "access-until": "2024-01-01"}, "before the"),
        (["erasure"], {"erasure-extent": "some"}, "That is not on the list."),
    ],
)
def test_a_mistake_in_what_was_said_is_told_and_nothing_typed_is_lost(
    client: Client,
    controller: Controller,
    rights: list[str],
    fields: dict[str, object],
    fault: str,
) -> None:
    sent = client.post(reverse(INTAKE), typed(client, controller, rights=rights, **fields))
    page = text_of(sent)
    assert fault in page
    assert not Submission.objects.exists()
    shown = {form.right: form for form in sent.context["form"].details}
    for name, value in fields.items():
        right, field = name.split("-")
        kept = str(value).replace("\x00", "") if isinstance(value, str) else value
        assert shown[Right(right)][field].value() == kept


def test_the_marketing_that_is_meant_is_chosen_from_the_registers_own_uses(
    client: Client, controller: Controller, nothing_is_found: None
) -> None:
    register = make_rich_register(controller)
    purpose = Purpose.objects.get(version__register=register, is_direct_marketing=True)
    form = client.get(reverse(INTAKE)).context["form"]
    objection = next(each for each in form.details if each.right is Right.OBJECTION)
    assert str(purpose.pk) in {use.value for use in objection.options["purposes"]}
    fields = {"rights": ["objection"], "objection-purposes": [str(purpose.pk)]}
    other = client.post(reverse(INTAKE), typed(client, controller, **fields))
    assert "are not of the register that is chosen" in text_of(other)
    client.post(reverse(INTAKE), typed(client, controller, register=register.pk, **fields))
    assert [each.id for each in RightsRequest.objects.get().said.purposes] == [purpose.pk]
