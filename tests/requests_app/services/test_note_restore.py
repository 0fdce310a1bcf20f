"""A data system is restored from a backup: what had been erased is erased again, with proof."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from config.clock import TEST_CLOCK_VARIABLE
from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM
from registers_app.domain.roles import Role
from registers_app.models import DataSystem
from requests_app.domain.rights import Right
from requests_app.models import (
    AuditEntry,
    CaseLetter,
    ErasureRecord,
    RepeatedErasure,
    RepeatEnd,
    RightsRequest,
    Submission,
    SystemRestore,
)
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.mail_repeat import chase_repeats
from requests_app.services.note_restore import end_repeat, note_restore
from requests_app.services.purge import purge_due
from requests_app.services.record_erasure import forget_erased_digests
from requests_app.services.remind_of_duties import remind_of_duties
from tests.cases import acting
from tests.clock import Clock
from tests.eight import answered, received
from tests.factories import PASSWORD, at_any_hour, make_user
from tests.standing import standing

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 10, tzinfo=UTC)
BEFORE = NOON - timedelta(days=1)
LATER = NOON + timedelta(days=2)


def _erased() -> int:
    request = received(Right.ERASURE)
    systems = DataSystem.objects.filter(register__controller=request.controller)
    systems.exclude(name="Mailing list").update(is_active=False)
    systems.update(backup_days=30, owner_language="en")
    return answered(request).pk


@pytest.fixture(scope="module")
def standing_erasure(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[int]:
    """An erasure that was answered, carried out in one system whose backups live 30 days."""
    file = tmp_path_factory.mktemp("clock") / "clock"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(TEST_CLOCK_VARIABLE, str(file))
        Clock(file).set(NOON)
        yield from standing(django_db_blocker, _erased)


@pytest.fixture
def erased(standing_erasure: int, clock: Clock) -> RightsRequest:
    """The same, two days later."""
    clock.set(LATER)
    return RightsRequest.objects.get(pk=standing_erasure)


def restored(request: RightsRequest, *, backup_of: datetime = BEFORE) -> SystemRestore:
    """The mailing list came back from a backup."""
    return note_restore(
        system_of(request).pk,
        backup_of=backup_of,
        restored_at=LATER,
        actor=acting(request.controller),
    )


def system_of(request: RightsRequest) -> DataSystem:
    return DataSystem.objects.get(register__controller=request.controller, name="Mailing list")


def owner_mails() -> list[Notice]:
    return list(Notice.objects.filter(kind="task_erase_again").order_by("pk"))


def opened(client: Client) -> str:
    """The address of the task page, once its newest mailed link was opened."""
    found = re.search(r"https?://[^/\s]+(/\S+/task/open/\S+)", owner_mails()[-1].text)
    assert found
    answer = client.post(found[1])
    assert answer.status_code == 302
    return str(answer["Location"])


def test_what_was_erased_is_kept_as_digests_that_outlive_the_file(
    erased: RightsRequest, clock: Clock
) -> None:
    kept = ErasureRecord.objects.get()
    assert kept.backups_until == date(2026, 4, 1)
    assert kept.digests
    assert "maija" not in str(ErasureRecord.objects.values().get()).casefold()
    clock.set(NOON + timedelta(days=29))
    assert forget_erased_digests() == 0
    clock.set(NOON + timedelta(days=31))
    assert forget_erased_digests() == 1
    assert ErasureRecord.objects.get().digests == []
    clock.set(NOON + timedelta(days=1200))
    assert purge_due() == 1
    assert ErasureRecord.objects.exists()


def test_the_letter_says_until_when_backups_hold_the_data(erased: RightsRequest) -> None:
    letter = CaseLetter.objects.get(request=erased, kind="erasure_granted")
    assert "destroyed by 1 April 2026" in letter.text


def test_the_letter_names_no_day_while_the_backups_of_one_system_are_unknown(clock: Clock) -> None:
    request = received(Right.ERASURE)
    DataSystem.objects.filter(name="Mailing list").update(backup_days=30)
    answered(request)
    letter = CaseLetter.objects.get(request=request, kind="erasure_granted")
    assert "in their ordinary turn" in letter.text


def test_the_owner_gets_each_erasure_once_with_nothing_of_the_person_in_the_mail(
    erased: RightsRequest,
) -> None:
    restore = restored(erased)
    assert restored(erased) == restore
    assert RepeatedErasure.objects.count() == 1
    (mail,) = owner_mails()
    assert mail.to_address == "it@northwind.example"
    assert "4 March 2026" in mail.text
    assert "Maija" not in mail.text + mail.subject


def test_a_backup_made_after_the_erasure_brings_nothing_back(erased: RightsRequest) -> None:
    restore = restored(erased, backup_of=NOON + timedelta(hours=1))
    assert restore.done_at is not None
    assert owner_mails() == []


def test_the_owner_sees_whose_data_they_are_and_erases_them_again(
    erased: RightsRequest, client: Client
) -> None:
    restore = restored(erased)
    page = opened(client)
    shown = client.get(page).content.decode()
    assert "Erase a person’s data again" in shown
    assert "Maija Meikäläinen" in shown
    assert "Delivering what was ordered" in shown
    address = page + "repeated/"
    client.post(address, {"erased": ""})
    client.post(address, {"absent": ""})
    again = RepeatedErasure.objects.get()
    assert again.ended_as == RepeatEnd.ERASED
    restore.refresh_from_db()
    assert restore.done_at is not None
    assert "Maija" not in client.get(page).content.decode()
    events = AuditEntry.objects.filter(submission=erased.submission_id, event="erasure.repeated")
    assert events.get().actor_kind == "owner"
    # The backups that were made meanwhile hold the data too.
    assert ErasureRecord.objects.latest("pk").backups_until == date(2026, 4, 3)
    assert restored(erased).pk == restore.pk


def test_after_the_file_is_gone_the_page_names_nobody_and_a_list_finds_them(
    erased: RightsRequest, clock: Clock, client: Client, tmp_path: Path
) -> None:
    later = NOON + timedelta(days=1200)
    clock.set(later)
    assert purge_due() == 1
    system = system_of(erased)
    note_restore(system.pk, backup_of=BEFORE, restored_at=later, actor=SYSTEM)
    shown = client.get(opened(client)).content.decode()
    assert "no longer knows whose data they were" in shown
    assert "Maija" not in shown
    assert Submission.objects.get(pk=erased.submission_id).email == ""
    listed = tmp_path / "held.txt"
    listed.write_text("someone@example.org\nMaija@Example.org\n")
    out = StringIO()
    call_command(
        "replay_erasures", str(system.pk), since=BEFORE.isoformat(), holds=str(listed), stdout=out
    )
    assert out.getvalue() == "Maija@Example.org\n"


def test_who_does_not_erase_again_is_chased_and_staff_are_told(
    erased: RightsRequest, clock: Clock
) -> None:
    restore = restored(erased)
    at_any_hour(erased.controller)
    told = []
    for day in (0, 2, 3, 4, 6):
        clock.set(LATER + timedelta(days=day))
        told.append(chase_repeats())
        assert chase_repeats() == 0
    assert told == [0, 0, 1, 0, 1]
    assert remind_of_duties() == 1
    assert Notice.objects.get(kind="staff_restore").subject
    end_repeat(
        RepeatedErasure.objects.get().pk,
        ended_as=RepeatEnd.ABSENT,
        actor=acting(erased.controller),
    )
    clock.set(LATER + timedelta(days=12))
    assert (chase_repeats(), remind_of_duties()) == (0, 0)
    restore.refresh_from_db()
    assert restore.done_at is not None


def test_a_new_link_is_mailed_to_the_known_mailbox_alone(
    erased: RightsRequest, client: Client
) -> None:
    restored(erased)
    opened(client)
    found = re.search(r"https?://[^/\s]+(/\S+/task/open/\S+)", owner_mails()[0].text)
    assert found
    Client().post(found[1] + "again/")
    assert len(owner_mails()) == 2


def test_strangers_note_nothing_and_end_nothing(erased: RightsRequest) -> None:
    other = acting(received(Right.ERASURE).controller)
    with pytest.raises(NotPermitted):
        note_restore(system_of(erased).pk, backup_of=BEFORE, restored_at=LATER, actor=other)
    restored(erased)
    with pytest.raises(NotPermitted):
        end_repeat(RepeatedErasure.objects.get().pk, ended_as=RepeatEnd.ERASED, actor=other)


def test_moments_that_cannot_be_are_refused(erased: RightsRequest) -> None:
    for backup_of, restored_at in ((LATER, BEFORE), (BEFORE, LATER + timedelta(days=1))):
        with pytest.raises(NotPossible):
            note_restore(
                system_of(erased).pk,
                backup_of=backup_of,
                restored_at=restored_at,
                actor=acting(erased.controller),
            )


def test_the_command_asks_once_and_lists_what_is_open(erased: RightsRequest) -> None:
    name = system_of(erased).name
    for _ in range(2):
        out = StringIO()
        call_command(
            "replay_erasures",
            name,
            since=BEFORE.isoformat(),
            restored=LATER.isoformat(),
            stdout=out,
        )
        assert out.getvalue() == f"{erased.submission.reference} open\n"
    assert len(owner_mails()) == 1
    with pytest.raises(CommandError, match="No data system"):
        call_command("replay_erasures", "Elsewhere", since="2026-03-01", restored="2026-03-02")


def test_staff_note_a_restore_and_see_what_is_left(erased: RightsRequest, client: Client) -> None:
    user = make_user(erased.controller, role=Role.HANDLER, language="en")
    client.login(username=user.username, password=PASSWORD)
    sent = {
        "system": system_of(erased).pk,
        "backup_on": "2026-03-02",
        "restored_on": "2026-03-04",
        "restored_time": "11:59",
    }
    answer = client.post(reverse("admin:requests_app_systemrestore_add"), sent, follow=True)
    shown = answer.content.decode()
    assert erased.submission.reference in shown
    assert "1 of 1 erasure to repeat" in shown
    case = reverse("admin:requests_app_rightsrequest_change", args=[erased.pk])
    assert "was restored since" in client.get(case).content.decode()
    row = RepeatedErasure.objects.get()
    page = reverse("admin:requests_app_systemrestore_change", args=[row.restore_id])
    client.post(page, {"step": "end", "end-which": [row.pk], "end-ended_as": "absent"})
    assert "all of it is erased again" in client.get(page).content.decode()
    assert "expired on 1 April 2026" in client.get(case).content.decode()
