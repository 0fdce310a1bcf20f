"""``manage.py due_date``: every row that can be read is answered, with no server to be had."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from requests_app.management.commands.due_date import Command

ROOT = Path(__file__).parents[3]
CASES_FILE = ROOT / "tests" / "data" / "deadline_cases.csv"
HEADER = "case_id,regime,received_at,tz,calendar,suspensions,extension_notified_at\n"
PLACE = "Europe/Helsinki,FI"
GOOD = f"good,EU,2026-03-02T10:00:00Z,{PLACE},,\n"

# Were a database or a broker asked for anything, these would be refused at once.
NO_SERVERS = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


@dataclass(frozen=True)
class Answer:
    stdout: str
    stderr: str
    returncode: int


def run(*arguments: str, given: str = "") -> Answer:
    """A process of its own, as the command is run in earnest."""
    done = subprocess.run(
        [sys.executable, "manage.py", "due_date", *arguments],
        cwd=ROOT,
        env={**os.environ, **NO_SERVERS},
        input=given.encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Answer(done.stdout.decode(), done.stderr.decode(), done.returncode)


Ask = Callable[..., Answer]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The command in this process, given a text on standard input."""

    def answer(text: str | bytes, *options: str) -> Answer:
        content = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command(Command(), "-", *options, stdout=out, stderr=err)
        except CommandError as error:
            return Answer(out.getvalue(), f"{err.getvalue()}{error}", error.returncode)
        return Answer(out.getvalue(), err.getvalue(), 0)

    return answer


def test_every_worked_example_is_answered_without_a_server() -> None:
    with CASES_FILE.open(encoding="utf-8", newline="") as stream:
        expected = [f"{case['case_id']},{case['expected_due']}" for case in csv.DictReader(stream)]

    answer = run(str(CASES_FILE))

    assert answer.stdout.splitlines() == expected
    assert (answer.stderr, answer.returncode) == ("", 0)


def test_unreadable_rows_are_named_by_line_and_the_others_are_answered() -> None:
    received = "2026-03-02T10:00:00+02:00"
    unreadable = {
        3: f"naive,EU,2026-03-02T10:00:00,{PLACE},,",
        4: f"no day,EU,2026-02-30T10:00:00Z,{PLACE},,",
        5: f"no zone,EU,{received},Mars/Phobos,FI,,",
        6: f"no calendar,EU,{received},Europe/Helsinki,XX,,",
        7: f"no regime,US,{received},{PLACE},,",
        8: f",EU,{received},{PLACE},,",
        9: f"backwards,EU,{received},{PLACE},identity~2026-03-10T09:00:00Z~2026-03-03T09:00:00Z,",
        10: f"no ground,EU,{received},{PLACE},lunch~2026-03-03T09:00:00Z~,",
        11: f"no answer part,EU,{received},{PLACE},identity~2026-03-03T09:00:00Z,",
        12: f"beyond the table,EU,2090-01-01T10:00:00Z,{PLACE},,",
        13: f"end of time,EU,9999-12-31T23:59:59Z,{PLACE},,",
        14: f"too many,EU,{received},{PLACE},,,and more",
        15: "too few,EU",
        16: f'"open quote,EU,{received},{PLACE},,',
        17: f'quote "in" the,EU,"{received}"x,{PLACE},,',
        18: f"nul\0,EU,{received},{PLACE},,",
    }
    text = HEADER + GOOD + "\n".join(unreadable.values()) + "\n" + GOOD

    answer = run("-", given=text)

    assert answer.stdout == "good,2026-04-02\ngood,2026-04-02\n"
    *named, summary = answer.stderr.splitlines()
    assert [line.partition(":")[0] for line in named] == [f"Line {n}" for n in unreadable]
    assert "16" in summary
    assert answer.returncode == 1


def test_bytes_that_are_not_utf8_spoil_their_own_row_only(ask: Ask) -> None:
    bad = f"p\xe4iv\xe4,EU,2026-03-02T10:00:00Z,{PLACE},,\n".encode("latin-1")

    answer = ask(HEADER.encode() + bad + GOOD.encode())

    assert answer.stdout == "good,2026-04-02\n"
    assert answer.stderr.startswith("Line 2: There are bytes that are not text in UTF-8.\n")
    assert answer.returncode == 1


def test_a_row_is_named_by_the_line_on_which_it_starts(ask: Ask) -> None:
    text = (
        HEADER
        + f'"two\nlines",EU,2026-03-02T10:00:00Z,{PLACE},,\n'
        + "\n"
        + f'"bad\none",EU,never,{PLACE},,\n'
        + GOOD
    )

    answer = ask(text)

    assert answer.stdout == '"two\nlines",2026-04-02\ngood,2026-04-02\n'
    assert answer.stderr.startswith("Line 5: received_at is 'never'")


def test_what_spreadsheets_write_is_read(ask: Ask) -> None:
    text = (
        "\ufeffnote,calendar,tz,received_at,regime,case_id\r\n"
        '"a, b",FI,Europe/Helsinki, 2026-03-02T10:00:00Z ,EU,"1, ""2"""\r\n'
        "\r\n"
        ",FI,Europe/Helsinki,2026-03-02T10:00:00Z,EU,åäö\r\n"
        ",,,,,\r\n"
    )

    answer = ask(text)

    assert answer.stdout == '"1, ""2""",2026-04-02\nåäö,2026-04-02\n'
    assert (answer.stderr, answer.returncode) == ("", 0)


def test_the_due_date_is_empty_while_a_suspension_is_open(ask: Ask) -> None:
    answer = ask(HEADER + f"open,EU,2026-03-02T10:00:00Z,{PLACE},identity~2026-03-03T09:00:00Z~,\n")

    assert answer.stdout == "open,\n"
    assert answer.returncode == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "nothing in it"),
        ("case_id;regime;received_at;tz;calendar\n", "parted by commas"),
        ("case_id,regime,received_at\n", "Missing: tz, calendar."),
        ("case_id,regime,received_at,tz,calendar,tz\n", "named twice: tz"),
        ('case_id,"regime\n', "Line 1: Not a row of CSV"),
    ],
)
def test_a_file_without_the_needed_columns_is_refused_whole(
    ask: Ask, text: str, complaint: str
) -> None:
    answer = ask(text)

    assert complaint in answer.stderr
    assert (answer.stdout, answer.returncode) == ("", 2)


def test_a_file_that_is_not_there_is_refused() -> None:
    answer = run("no/such/file.csv")

    assert "Cannot read no/such/file.csv" in answer.stderr
    assert answer.returncode == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "viimeistään 2.4.2026"),
        ("sv", "senast den 2 april 2026"),
        ("en", "by 2 April 2026"),
    ],
)
def test_the_reasons_stand_below_their_row(ask: Ask, language: str, words: str) -> None:
    answer = ask(HEADER + GOOD, "--explain", "--language", language)

    first, *reasons = answer.stdout.splitlines()
    assert first == "good,2026-04-02"
    assert len(reasons) == 3
    assert all(reason.startswith("  ") for reason in reasons)
    assert words in reasons[-1]


def test_duties_apart_from_requests_have_their_dates_too(tmp_path: Path) -> None:
    cases = tmp_path / "duties.csv"
    cases.write_text(
        "case_id,regime,received_at,tz,calendar,duty,communication_on,disclosure_on\n"
        "N1,EU,2026-01-31T10:00:00+02:00,Europe/Helsinki,FI,source_notice,,\n"
        "N2,EU,2026-01-31T10:00:00+02:00,Europe/Helsinki,FI,source_notice,2026-02-20,2026-02-14\n"
        "C1,UK,2026-03-02T10:00:00+00:00,Europe/London,GB-ENG,complaint,,\n"
        "C2,EU,2026-03-02T10:00:00+02:00,Europe/Helsinki,FI,complaint,,\n"
        "X1,EU,2026-03-02T10:00:00+02:00,Europe/Helsinki,FI,audit,,\n"
        "X2,EU,2026-03-02T10:00:00+02:00,Europe/Helsinki,FI,source_notice,soon,\n",
        encoding="utf-8",
    )
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match="could not be read: 3"):
        call_command("due_date", str(cases), "--explain", stdout=out, stderr=err)

    lines = out.getvalue().splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "N1,2026-03-02",
        "N2,2026-02-14",
        "C1,2026-03-31",
    ]
    assert any("(GDPR Art. 14(3)(c))" in line for line in lines)
    assert "Only the law of the United Kingdom" in err.getvalue()
    assert "duty is 'audit'" in err.getvalue()
    assert "communication_on is 'soon'" in err.getvalue()
