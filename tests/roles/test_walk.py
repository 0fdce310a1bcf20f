"""Every address of the staff side answers to every role as docs/roles.md says."""

from collections.abc import Iterator, Sequence

import pytest

from tests.roles.addresses import addresses
from tests.roles.answers import Answered
from tests.roles.desk import Desk, Side
from tests.roles.page import ROLES, WITHOUT_ROLE, Row, rows
from tests.roles.sent import sent_to

READERS = [*ROLES.values(), *WITHOUT_ROLE.values()]
# Who has most permissions, and who has few: at another controller make test sends only these.
COMPARED = ("administrator", "handler")


def test_every_address_is_on_the_page_and_no_other() -> None:
    assert {row.address for row in rows()} == set(addresses())


@pytest.mark.parametrize(
    "abroad", [pytest.param(COMPARED), pytest.param(READERS, marks=pytest.mark.soak)]
)
def test_every_address_answers_every_role_as_the_page_says(
    desk: Desk, abroad: Sequence[str]
) -> None:
    """What belongs to another controller answers exactly as what does not exist."""
    browsers, wrong = desk.browsers(), []
    for row in rows():
        address = addresses()[row.address]
        for side in (desk.own, desk.foreign):
            data = _sent(row, side)
            url, nobodys = address.of(side, row.variant), address.of_nobody(side, row.variant)
            for reader in READERS:
                if side is desk.foreign and not (row.tells_apart(reader) and reader in abroad):
                    continue
                said = row.answer(reader, own=side is desk.own)
                compared = side is desk.foreign and reader in COMPARED
                for asked in {url, nobodys} if compared else {url}:
                    answered = Answered(browsers[reader], row.method, asked, data)
                    wrong += [f"{row} for {reader}, {asked}: {x}" for x in _faults(answered, said)]
                    if reader != "superuser" and answered.tells(desk.foreign.secrets):
                        wrong.append(f"{row} for {reader}, {asked}: tells of another controller")
    assert not wrong, "\n".join(wrong)


def test_nothing_sent_to_any_address_breaks_it_and_the_dpo_changes_nothing(desk: Desk) -> None:
    browsers, wrong = desk.browsers(), []
    urls = {addresses()[row.address].of(desk.own, row.variant) for row in rows()}
    for url in sorted(urls - {addresses()["admin:logout"].route}):
        for reader in ("administrator", "superuser", "dpo"):
            answered = Answered(browsers[reader], "POST", url, {})
            changed = answered.written if reader == "dpo" else []
            if answered.word == "500" or changed:
                wrong.append(f"{url} for {reader}: {answered.trouble} {changed}")
    assert not wrong, "\n".join(wrong)


def _sent(row: Row, side: Side) -> dict[str, object]:
    return sent_to(row.address, row.variant, side=side) if row.method == "POST" else {}


def _faults(answered: Answered, said: str) -> Iterator[str]:
    if answered.word != said:
        yield f"{answered.word}, not {said} {answered.trouble}"
