"""Mail as it comes: honest, broken and hostile. Nothing raises, and what can be read is read."""

import base64
import random
from datetime import UTC, datetime

import pytest

from notices_app.domain.mail.automatic import Automatic
from notices_app.domain.mail.parse import Mail, message_of, parse
from notices_app.domain.reading.marks import Kind
from notices_app.domain.reading.read import read, text_to_read
from tests.notices_app.domain.corpus import corpus

HEAD = b"From: Aino <aino@example.fi>\nTo: privacy@desk.example\nSubject: Hei\nMIME-Version: 1.0\n"


def mail(body: bytes, *more: bytes) -> Mail:
    return parse(HEAD + b"".join(line + b"\n" for line in more) + b"\n" + body)


def mixed(*parts: bytes) -> bytes:
    return b"".join(b"--x\n" + part + b"\n" for part in parts) + b"--x--\n"


MIXED = b'Content-Type: multipart/mixed; boundary="x"'
TEXT = b"Content-Type: text/plain; charset=utf-8\n\n"


@pytest.mark.parametrize(
    ("charset", "encoded"),
    [
        ("utf-8", "Käsittely".encode()),
        ("iso-8859-1", "Käsittely".encode("latin-1")),
        ("us-ascii", "Käsittely".encode()),
        ("iso-8859-1", "Käsittely".encode()),
        ("x-unheard-of", "Käsittely".encode("cp1252")),
        ("rot13", "Käsittely".encode()),
        ("punycode", "Käsittely".encode()),
        ("utf-16", "Käsittely".encode("utf-16")),
        ("", "Käsittely".encode("cp1252")),
    ],
)
def test_a_charset_may_lie(charset: str, encoded: bytes) -> None:
    head = f"Content-Type: text/plain; charset={charset}".encode()
    kept = base64.encodebytes(encoded)
    assert mail(kept, head, b"Content-Transfer-Encoding: base64").text == "Käsittely"


def test_headers_cannot_smuggle_lines() -> None:
    word = base64.b64encode(b"Hi\r\nBcc: victim@example.com").decode()
    parsed = parse(f"Subject: =?utf-8?b?{word}?=\nFrom: a@b.example\n\nText".encode())
    assert parsed.subject == "Hi Bcc: victim@example.com"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n\n",
        b"\x00\xff\xfe" * 50,
        b"Subject: =?utf-8?b?%%%?= =?x?q?=ZZ?=\n\n",
        b"From: <<<>>>,,;;@\nTo: " + b"a," * 5_000 + b"\n\nText",
        b'Content-Type: ;;;="\n\nText',
        b"Content-Type: multipart/mixed\n\nText",
        b"Content-Type: text/plain; charset*=utf-8''%FF%FE\n\nText",
        b"Content-Disposition: attachment; filename*0*=x''%; filename*1=\xff\n\nText",
        b"Content-Transfer-Encoding: base64\n\n=====AAA",
        b"Received: ;;; 99 Foo 99999 99:99:99\nDate: \xff\n\nText",
        b"X: " + b"y" * 2_000_000 + b"\n\nText",
    ],
)
def test_broken_mail_is_parsed_as_far_as_it_goes(raw: bytes) -> None:
    assert isinstance(parse(raw), Mail)


def test_a_bomb_of_parts_is_told_as_one_and_at_once() -> None:
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000)
    )
    mails = b"Content-Type: message/rfc822\n\n" * 3_000
    for bomb in (deep, mails):
        assert parse(HEAD + bomb).why_unreadable == "too_nested"
        message, is_bomb = message_of(HEAD + bomb)
        assert is_bomb
        assert not message.is_multipart()  # nothing under its head was taken apart


def test_thousands_of_parts_beside_each_other_are_not_all_walked() -> None:
    parsed = mail(mixed(TEXT + b"Delete my data.", *[b"\nx"] * 2_000), MIXED)
    assert parsed.text.startswith("Delete my data.")


def test_the_text_of_a_huge_mail_is_read() -> None:
    huge = b"Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n"
    parsed = mail(
        mixed(
            TEXT + b"Delete my data.",
            huge + b"QUJD" * 18 + b"\n" + (b"QUJD" * 18 + b"\n") * 700_000,
        ),
        MIXED,
    )
    assert parsed.text == "Delete my data."


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (b"Content-Type: application/ms-tnef; name=winmail.dat\n\nx", "winmail"),
        (b"Content-Type: application/octet-stream; name=WINMAIL.DAT\n\nx", "winmail"),
        (b"Content-Type: application/pdf; name=a.pdf\n\nx", "only_attachments"),
        (b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIAG", "encrypted"),
        (TEXT + b"-----BEGIN PGP MESSAGE-----\nxyz\n-----END PGP MESSAGE-----", "encrypted"),
        (TEXT, "empty"),
    ],
)
def test_what_cannot_be_read_says_why(part: bytes, why: str) -> None:
    assert mail(mixed(part), MIXED).why_unreadable == why


def test_winmail_beside_a_text_hides_nothing() -> None:
    tnef = b"Content-Type: application/ms-tnef; name=winmail.dat\n\nx"
    parsed = mail(mixed(TEXT + b"Delete my data.", tnef), MIXED)
    assert (parsed.text, parsed.why_unreadable) == ("Delete my data.", "")
    assert [each.name for each in parsed.attachments] == ["winmail.dat"]


def test_signed_mail_is_read_whether_the_signature_stands_beside_it_or_around_it() -> None:
    beside = mail(
        mixed(TEXT + b"Delete my data.", b"Content-Type: application/pkcs7-signature\n\nx"),
        b'Content-Type: multipart/signed; boundary="x"',
    )
    inner = b"\x30\x80\x06\x09" + TEXT.replace(b"\n", b"\r\n") + b"Delete my data."
    around = mail(
        base64.encodebytes(inner),
        b"Content-Type: application/pkcs7-mime; smime-type=signed-data",
        b"Content-Transfer-Encoding: base64",
    )
    assert (beside.text, around.text) == ("Delete my data.", "Delete my data.")


def test_html_shows_what_its_reader_sees() -> None:
    html = (
        b"<style>p{}</style><p>Delete my&nbsp;data.<br>Thanks</p><div style='display:none'>No"
        b"</div><blockquote>Old words</blockquote><script>x</script><![if !a]><p>Bye"
    )
    parsed = mail(html, b"Content-Type: text/html")
    assert parsed.text.split() == ["Delete", "my", "data.", "Thanks", "Bye"]
    assert "Old words" in parsed.quoted


def test_an_empty_plain_part_does_not_hide_the_html() -> None:
    parts = mixed(TEXT + b" ", b"Content-Type: text/html\n\n<p>Delete my data.</p>")
    assert mail(parts, b'Content-Type: multipart/alternative; boundary="x"').text == (
        "Delete my data."
    )


def test_flowed_lines_are_joined() -> None:
    flowed = b"Content-Type: text/plain; format=flowed"
    assert mail(b"Delete \nmy data.\n> old\n", flowed).text == "Delete my data."


@pytest.mark.parametrize(
    "below",
    [
        "> old words",
        "On Mon, 5 Oct 2026 at 09:12, Desk <d@x.example> wrote:\n> old words",
        "-----Alkuperäinen viesti-----\nold words",
        "From: Desk\nSent: Monday\nTo: me\nSubject: x\n\nold words",
        "Von: Desk\nGesendet: Montag\nAn: mich\nBetreff: x\n\nold words",
        "-- \nAino Virtanen\nold words",
    ],
)
def test_own_words_end_where_others_begin(below: str) -> None:
    assert mail(f"Delete my data.\n\n{below}\n".encode()).text == "Delete my data."


def test_a_mail_sent_on_tells_who_wrote_it_and_when() -> None:
    inner = (
        b"Received: from a by mx.northwind.example; Mon, 5 Oct 2026 09:00:00 +0300\n"
        b"From: Aino <aino@example.fi>\nSubject: Poisto\n\nPoistakaa tietoni."
    )
    attached = mail(mixed(TEXT + b"FYI", b"Content-Type: message/rfc822\n\n" + inner), MIXED)
    inline = mail(
        b"Fyi\n\n-----Original Message-----\nFrom: Aino <aino@example.fi>\n"
        b"Sent: Mon, 5 Oct 2026 09:00:00 +0300\nSubject: Poisto\n\nPoistakaa tietoni."
    )
    for parsed in (attached, inline):
        assert parsed.sent_on is not None
        assert parsed.sent_on.sender == "aino@example.fi"
        assert parsed.sent_on.text == "Poistakaa tietoni."


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"Auto-Submitted: auto-replied", Automatic.AUTO_REPLY),
        (b"Auto-Submitted: no", None),
        (b"X-Autoreply: yes", Automatic.AUTO_REPLY),
        (b"Auto-Submitted: auto-generated; owner=x", Automatic.GENERATED),
        (b"Precedence: bulk", Automatic.BULK),
        (b"List-Id: <a.example>", Automatic.BULK),
        (b'Content-Type: multipart/report; boundary="x"', Automatic.BOUNCE),
        (b"Sender: MAILER-DAEMON@mx.example", Automatic.BOUNCE),
        (b"X-Mailer: a person's", None),
    ],
)
def test_what_a_machine_wrote_is_recognised(head: bytes, kind: Automatic | None) -> None:
    assert mail(b"Text", head).automatic is kind


def test_a_bounce_tells_what_came_back() -> None:
    report = mixed(
        TEXT + b"Could not be delivered.",
        b"Content-Type: message/delivery-status\n\nStatus: 5.1.1",
        b"Content-Type: message/rfc822\n\nMessage-ID: <abc@desk.example>\n\nold",
    )
    parsed = mail(report, b'Content-Type: multipart/report; boundary="x"')
    assert parsed.bounced == ("<abc@desk.example>",)


def test_what_takes_no_room_breaks_no_word() -> None:
    raw = mail("pois\u00adtatte tie\u200btoni".encode(), b"Content-Type: text/plain; charset=utf-8")
    assert raw.text == "poistatte tietoni"


def _fuzz(rounds: int, *, seed: int) -> None:
    chance = random.Random(seed)
    raws = [each.raw for each in corpus()]
    for _round in range(rounds):
        raw = bytearray(chance.choice(raws))
        for _change in range(chance.randint(1, 12)):
            at = chance.randrange(len(raw) + 1)
            match chance.randrange(5):
                case 0:
                    raw[at : at + 1] = bytes([chance.randrange(256)])
                case 1:
                    del raw[at : at + chance.randrange(1, 60)]
                case 2:
                    raw[at:at] = raw[max(0, at - chance.randrange(1, 200)) : at]
                case 3:
                    raw[at:at] = chance.choice(
                        [
                            b"\n\n",
                            b"\0",
                            b"--b1\n",
                            b"=?utf-8?b?",
                            b"<!--",
                            b"\xff\xfe",
                            b"; boundary=b1",
                        ]
                    )
                case _:
                    other = chance.choice(raws)
                    raw[at:] = other[chance.randrange(len(other)) :]
        parsed = parse(bytes(raw))
        reading = read(text_to_read(parsed.subject, parsed.text))
        assert reading.kind in Kind


def test_mutated_mail_never_raises() -> None:
    _fuzz(300, seed=8)


@pytest.mark.soak
def test_twenty_thousand_mutated_mails_never_raise() -> None:
    _fuzz(20_000, seed=int(datetime.now(UTC).timestamp()))
