"""At one task: what its owner sees, hands in, says and asks; and nothing of it is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoDbBlocker

from config.clock import TEST_CLOCK_VARIABLE
from notices_app.models import Notice
from registers_app.models import Register
from requests_app.models import AuditEntry, StoredFile, Task, TaskMessage, TaskState
from requests_app.services.ask_desk import write_to_owner
from requests_app.services.close import withdraw
from requests_app.services.finish_task import finish_task
from requests_app.services.mail_owner import whole_task
from requests_app.services.store_file import read_file
from tests.cases import acting
from tests.clock import Clock
from tests.requests_app.portal.owner import Owner, make_task, opened
from tests.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

# A minute before the clock of the tests begins.
JUST_BEFORE = datetime(2026, 3, 2, 7, 59, tzinfo=UTC)
CSV = b"order;day\n1001;2026-03-01\n1002;2026-03-02\n"


@pytest.fixture(scope="module")
def standing_task(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[int]:
    file = tmp_path_factory.mktemp("clock") / "clock"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(TEST_CLOCK_VARIABLE, str(file))
        Clock(file).set(JUST_BEFORE)
        yield from standing(django_db_blocker, _told)


def _told() -> int:
    return make_task(about="I am ill and owe money.", phone="+358401234567").pk


@pytest.fixture
def task(standing_task: int) -> Task:
    return whole_task(standing_task)


@pytest.fixture
def owner(task: Task) -> Owner:
    return opened(task)


def again(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_page_says_what_why_whom_and_until_when(task: Task, owner: Owner) -> None:
    page = owner.page(task)
    for said in ("GDPR Art. 15", "Maija Meikäläinen", "Customer number 1234", "2 April 2026"):
        assert said in page
    assert "ill and owe" not in page
    assert task.data_system.name in page


@pytest.mark.parametrize(
    ("find_by", "shown"),
    [("Customer number: finds it", ()), ("E-mail address: finds it", ("maija@example.org",))],
)
def test_only_what_finds_the_person_here_is_shown(
    task: Task, owner: Owner, find_by: str, shown: tuple[str, ...]
) -> None:
    Register.objects.filter(pk=task.data_system.register_id).update(find_by={"en": find_by})
    page = owner.page(task)
    assert "Customer number 1234" in page
    assert ("maija@example.org" in page) == bool(shown)
    assert "401234567" not in page


def test_a_find_is_handed_in_with_files_and_data_and_stands_in_the_case(
    task: Task, owner: Owner
) -> None:
    sent = owner.post(
        task,
        "task_give",
        {
            "uploads": [upload("orders.csv", CSV), upload("scan.bin", b"\x00\x01")],
            "pasted": '[{"call": "2026-02-01", "tags": ["a", "b"]}]',
            "result": "Two orders, one call.",
            "finish": "",
        },
    )
    assert sent["Location"] == owner.address("task", task)
    done = again(task)
    assert (done.state, done.result) == (TaskState.DONE, "Two orders, one call.")
    assert done.finished_by_id is None
    kept = {row.name: row for row in done.files.all()}
    assert {name: row.is_data for name, row in kept.items()} == {
        "orders.csv": True,
        "scan.bin": False,
        "data.json": True,
    }
    assert b"".join(read_file(kept["orders.csv"])) == CSV
    entry = AuditEntry.objects.get(event="task.finish")
    assert (entry.actor_kind, entry.actor_id, entry.facts["files"]) == ("owner", task.pk, 3)
    assert "nothing more is needed" in owner.page(task)


def test_what_comes_in_pieces_is_shown_as_a_table_and_typed_words_stay(
    task: Task, owner: Owner
) -> None:
    more = {"uploads": [upload("orders.csv", CSV)], "result": "Not all of it yet.", "more": ""}
    for _pressed_twice in range(2):
        page = owner.post(task, "task_give", more).content.decode()
        more["uploads"] = [upload("orders.csv", CSV)]
    assert "<th" in page
    assert "1002" in page
    assert "Not all of it yet." in page
    assert again(task).state == TaskState.OPEN
    assert StoredFile.objects.filter(task=task).count() == 1
    assert owner.post(task, "task_give", {"finish": ""}).status_code == 302
    assert again(task).state == TaskState.DONE


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("a,b\n1,2\n1,2,3", "Line 3 has 3 cells, but the first line has 2."),
        ('{"a": 1,\n "b" 2}', "Line 2 is no JSON"),
        ("[NaN]", "none that JSON knows"),
        ("[" * 5000, "nested too deeply"),
        ('a,b\n"1,2', "Line 2: a quotation mark"),
        ("a,b", "a heading, and no row"),
    ],
)
def test_data_that_cannot_be_read_are_told_by_line_and_kept(
    task: Task, owner: Owner, pasted: str, told: str
) -> None:
    answer = owner.post(
        task,
        "task_give",
        {"pasted": pasted, "uploads": [upload("a.txt", b"a")], "result": "Words", "finish": ""},
    )
    page = answer.content.decode()
    assert told in page
    assert pasted[:7].replace('"', "&quot;") in page
    assert "Words" in page
    assert [row.name for row in task.files.all()] == ["a.txt"]
    assert again(task).state == TaskState.OPEN


def test_a_file_that_says_it_is_data_and_is_not_is_kept_and_told(task: Task, owner: Owner) -> None:
    given = {"uploads": [upload("a.csv", b"a,b\n1\n"), upload("b.json", b"\xff")], "more": ""}
    page = owner.post(task, "task_give", given).content.decode()
    assert "Line 2 has 1 cell, but the first line has 2." in page
    assert "Line 1 is no text" in page
    assert not task.files.filter(is_data=True).exists()
    assert task.files.count() == 2


def test_nothing_found_needs_where_it_was_searched(task: Task, owner: Owner) -> None:
    assert (
        "Write something here first."
        in owner.post(task, "task_nothing", {"text": " "}).content.decode()
    )
    owner.post(task, "task_nothing", {"text": "By number and name, archive too."})
    assert (again(task).state, again(task).result) == (
        TaskState.NOTHING_FOUND,
        "By number and name, archive too.",
    )


def test_a_search_that_found_something_says_what(task: Task, owner: Owner) -> None:
    page = owner.post(task, "task_give", {"finish": ""}).content.decode()
    assert "Say what was found, or add a file." in page
    assert again(task).state == TaskState.OPEN


def test_a_question_reaches_the_handler_and_the_answer_the_owner(task: Task, owner: Owner) -> None:
    for _pressed_twice in range(2):
        owner.post(task, "task_ask", {"text": "Which of the two Maijas?"})
    mail = Notice.objects.get(kind="staff_owner_acted")
    assert "Maijas" not in mail.text
    assert again(task).state == TaskState.OPEN

    write_to_owner(task.pk, text="Born in 1980.", actor=acting(task.request.controller))
    mail = Notice.objects.get(kind="task_answered")
    assert (mail.to_address, "1980" in mail.text) == (task.mailbox, False)
    assert "Born in 1980." in owner.page(task)
    assert TaskMessage.objects.get(side="owner").settled_at is not None


def test_what_could_not_be_done_is_told_and_the_task_stays_open(task: Task, owner: Owner) -> None:
    owner.post(task, "task_could_not", {"text": "The tape of 2019 is broken."})
    assert TaskMessage.objects.get().kind == "could_not"
    assert again(task).state == TaskState.OPEN
    assert "could not be done" in Notice.objects.get(kind="staff_owner_acted").subject


def test_pressing_twice_finishes_once(task: Task, owner: Owner) -> None:
    for _pressed_twice in range(2):
        sent = owner.post(task, "task_give", {"result": "One order.", "finish": ""})
        assert sent.status_code == 302
    assert AuditEntry.objects.filter(event="task.finish").count() == 1
    assert not TaskMessage.objects.exists()
    assert "somebody else" not in owner.page(task).split("This task is finished")[0]


@pytest.mark.parametrize("step", ["finish", "find_nothing", "cancel"])
def test_what_comes_after_somebody_else_has_finished_is_kept_and_told(
    task: Task, owner: Owner, step: str
) -> None:
    finish_task(task.pk, step=step, result="Seen.", actor=acting(task.request.controller))
    late = {"result": "One more order.", "uploads": [upload("o.csv", CSV)], "finish": ""}
    assert owner.post(task, "task_give", late).status_code == 302
    assert "by somebody else meanwhile" in owner.page(task)
    assert again(task).result == "Seen."
    assert TaskMessage.objects.get().text == "One more order."
    assert not task.files.get().is_disclosed
    assert Notice.objects.filter(kind="staff_owner_acted", text__contains="after the task").exists()


def test_once_the_request_has_ended_what_was_typed_is_shown_again(task: Task, owner: Owner) -> None:

    withdraw(task.request_id, statement="She called.", actor=acting(task.request.controller))
    page = owner.post(task, "task_nothing", {"text": "Searched by number."}).content.decode()
    assert "The request has ended meanwhile" in page
    assert "Searched by number." in page


def test_handlers_are_told_when_the_last_system_has_answered(task: Task, owner: Owner) -> None:
    owner.post(task, "task_nothing", {"text": "Searched by number."})
    assert not Notice.objects.filter(kind="staff_owner_acted").exists()
    other = (
        Task.objects.exclude(pk=task.pk)
        .select_related("data_system", "request")
        .get(request=task.request_id)
    )
    opened(other).post(other, "task_nothing", {"text": "Searched by number."})
    assert "have answered" in Notice.objects.get(kind="staff_owner_acted").subject
