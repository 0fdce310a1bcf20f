"""How many mails are taken apart and read a second, on one core: ``make bench``."""

import time
from itertools import cycle, islice

import pytest

from notices_app.domain.mail.parse import parse
from notices_app.domain.reading.marks import Reading
from notices_app.domain.reading.read import read, text_to_read
from tests.notices_app.domain.corpus import corpus

MAILS = 10_000
AT_LEAST = 50  # a second


def _read(raw: bytes) -> Reading:
    mail = parse(raw)
    return read(text_to_read(mail.subject, mail.text))


@pytest.mark.bench
def test_ten_thousand_mails_are_read_at_fifty_a_second() -> None:
    raws = [mail.raw for mail in corpus()]
    _read(raws[0])
    started = time.process_time()
    for raw in islice(cycle(raws), MAILS):
        _read(raw)
    rate = MAILS / (time.process_time() - started)
    print(f"{rate:.0f} mails a second")
    assert rate >= AT_LEAST
