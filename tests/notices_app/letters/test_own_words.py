"""An organisation's own words: closed placeholders, nothing that leaks, nothing that is lacking."""

from typing import Any

import pytest

from notices_app.domain.wording import compare_words
from notices_app.letters import (
    LETTER_KINDS,
    LetterKind,
    Medium,
    compose_case_letter,
    compose_mail,
)
from notices_app.letters.clean import clean_text
from notices_app.letters.compose import compose_sample
from notices_app.letters.names import letter_name
from notices_app.letters.own_words import is_wordable, pieces_of
from notices_app.letters.sample import sample_case
from notices_app.letters.wording_faults import faults_in_words
from notices_app.models import Notice, OwnWording
from notices_app.services import enqueue
from notices_app.services.wording import (
    Place,
    back_to_standard,
    keep_draft,
    obstacles,
    put_in_force,
)
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller
from registers_app.services.errors import NotPermitted, NotPossible
from requests_app.models import CaseLetter
from tests.cases import make_received
from tests.factories import make_controller, make_register, make_user
from tests.looped import for_each
from tests.notices_app.letters.facts import LANGUAGES

WORDABLE = sorted(
    f"{kind.medium.value}/{kind.name}" for kind in LETTER_KINDS.values() if is_wordable(kind)
)
UNSAVED = Controller(name="Northwind Oy", email="privacy@northwind.example")
RECEIVED = LETTER_KINDS[Medium.CASE, "received"]
MAIL = LETTER_KINDS[Medium.MAIL, "received"]


def kind_of(name: str) -> LetterKind:
    medium, _, kind = name.partition("/")
    return LETTER_KINDS[Medium(medium), kind]


def place(controller: Controller, kind: LetterKind = RECEIVED, language: str = "en") -> Place:
    return Place(controller=controller, kind=kind, language=language)


def writer(controller: Controller) -> Any:
    return user_actor(make_user(controller, role=Role.SUPERVISOR).pk)


def in_force(controller: Controller, *, kind: LetterKind = RECEIVED, **words: str) -> OwnWording:
    """The standard text with words of the organisation before it."""
    standard, here = pieces_of(kind, "en"), place(controller, kind)
    actor = writer(controller)
    keep_draft(
        here,
        subject=words.get("subject", standard.subject),
        body=words.get("body", f"Warm greetings from us.\n\n{standard.body}"),
        actor=actor,
    )
    return put_in_force(here, actor=actor)


@for_each("name", WORDABLE)
@for_each("language", LANGUAGES)
def test_the_standard_text_in_placeholders_is_the_standard_text(name: str, language: str) -> None:
    kind = kind_of(name)
    pieces, context = pieces_of(kind, language), sample_case(language, UNSAVED)
    write = compose_case_letter if kind.medium is Medium.CASE else compose_mail

    own = compose_sample(
        kind, language=language, context=context, subject=pieces.subject, body=pieces.body
    )

    standard = write(kind=kind.name, language=language, context=context)
    assert (own.subject, own.text) == (standard.subject, standard.text)
    assert obstacles(place(UNSAVED, kind, language), subject=pieces.subject, body=pieces.body) == []


@for_each("name", WORDABLE)
@for_each("language", LANGUAGES)
def test_a_wording_without_a_part_of_the_law_says_which_by_its_article(
    name: str, language: str
) -> None:
    kind = kind_of(name)
    pieces = pieces_of(kind, language)
    for part in kind.parts:
        body = pieces.body
        for passage in pieces.writers_of(part):
            body = body.replace(f"{{{{ {passage} }}}}", "")

        why = obstacles(place(UNSAVED, kind, language), subject=pieces.subject, body=body)

        assert any("Art. " in each or "s. 164A" in each for each in why), (name, part)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{{ refrence }}", "Did you mean {{ reference }}?"),
        ("{{ controller.email }}", "Only placeholders"),
        ("{{ submission.identifiers }}", "Only placeholders"),
        ("{{ request }}", "There is no placeholder"),
        ("{{ settings }}", "There is no placeholder"),
        ("{{ written_parts }}", "There is no placeholder"),
        ("{{ reference|safe }}", "Only placeholders"),
        ("{{ reference.__class__ }}", "Only placeholders"),
        ("{% load static %}", "Only placeholders"),
        ("{% include 'case/parts/complaint.en.txt' %}", "Only placeholders"),
        ("{# hidden #}", "Only placeholders"),
        ("{{ reference", "Only placeholders"),
        ("a\x00b", "nobody can see"),
        ("a\u202eb", "nobody can see"),
    ],
)
def test_nothing_but_the_closed_list_may_stand_in_braces(typed: str, said: str) -> None:
    pieces = pieces_of(RECEIVED, "en")

    faults = faults_in_words(pieces.subject, f"{pieces.body}\n\n{typed}", pieces)

    assert any(said in fault for fault in faults), faults


@for_each("name", WORDABLE)
def test_every_letter_has_a_name_for_who_words_it(name: str) -> None:
    assert letter_name(kind_of(name).name) != kind_of(name).name


@for_each("line", ["\n", "\r", "\r\n", "\u2028"])
def test_a_subject_is_one_line(line: str) -> None:
    pieces = pieces_of(MAIL, "en")

    assert faults_in_words(f"We have it{line}Bcc: spy@example.org", pieces.body, pieces)


def test_a_whole_passage_has_no_place_in_a_subject() -> None:
    pieces = pieces_of(RECEIVED, "en")

    (fault,) = faults_in_words("{{ complaint }}", pieces.body, pieces)

    assert "whole passage" in fault


def test_what_a_value_holds_is_never_read_as_a_placeholder() -> None:
    context = {**sample_case("en", UNSAVED), "name": "{{ contact }} {% now 'Y' %}"}

    letter = compose_sample(
        RECEIVED, language="en", context=context, subject="x", body="Hi {{ name }}"
    )

    assert letter.text == clean_text("Hi {{ contact }} {% now 'Y' %}")


def test_a_mail_in_own_words_tells_no_more_of_the_person_than_name_and_reference() -> None:
    named = {
        name
        for kind in LETTER_KINDS.values()
        if kind.medium is Medium.MAIL and is_wordable(kind)
        for name in pieces_of(kind, "en").values
    }

    assert named <= {
        "name",
        "reference",
        "controller_name",
        "received_on",
        "expires_on",
        "open_url",
        "confirm_url",
        "code",
        "code_minutes",
    }


def test_a_comparison_shows_what_was_added_and_what_is_gone() -> None:
    pieces = compare_words("We have it.\n\nBye.", "We got it.\n\nBye now.")

    assert [(piece.mark, piece.text.strip()) for piece in pieces if piece.mark] == [
        ("removed", "have"),
        ("added", "got"),
        ("removed", "Bye."),
        ("added", "Bye now."),
    ]


@pytest.mark.django_db
def test_letters_are_written_in_the_words_in_force_and_say_in_which_version() -> None:
    controller = make_controller()
    register = make_register(controller)
    row = in_force(controller, subject="Thank you, {{ name }}: {{ reference }}")

    letter = CaseLetter.objects.get(request=make_received(controller, register=register))

    assert letter.text.startswith("Warm greetings from us.")
    assert letter.subject.startswith("Thank you, Maija Meikäläinen: RD-")
    assert letter.wording_id == row.pk
    assert len(letter.digest) == 64
    other = CaseLetter.objects.get(request=make_received())
    assert other.wording_id is None
    assert not other.text.startswith("Warm")


@pytest.mark.django_db
def test_a_mail_in_own_words_keeps_html_and_text_alike_and_escapes_what_was_typed() -> None:
    controller = make_controller()
    body = "<script>alert(1)</script> Hello {{ name }}\n\n{{ open_url }}\n\n{{ end }}"
    row = in_force(controller, kind=MAIL, body=body)

    notice = enqueue(
        kind="received",
        language="en",
        to_address="maija@example.org",
        controller=controller,
        occasion="x",
        context=sample_case("en", controller),
    )

    assert notice.wording_id == row.pk
    assert notice.digest
    assert "<script>alert(1)</script> Hello" in notice.text
    assert "<script>" not in notice.html
    assert "&lt;script&gt;" in notice.html


@pytest.mark.django_db
def test_what_lacks_a_part_stays_a_draft_and_the_standard_text_goes_out() -> None:
    controller = make_controller()
    actor, here = writer(controller), place(controller)
    keep_draft(here, subject="Hello", body="Hello {{ name }}. Bye.", actor=actor)

    with pytest.raises(NotPossible) as refused:
        put_in_force(here, actor=actor)

    assert any("Art. 12(4), 77" in reason for reason in refused.value.reasons)
    letter = CaseLetter.objects.get(
        request=make_received(controller, register=make_register(controller))
    )
    assert letter.wording_id is None


@pytest.mark.django_db
def test_versions_follow_each_other_and_none_is_rewritten() -> None:
    controller = make_controller()
    first, second = in_force(controller), in_force(controller, subject="New: {{ reference }}")

    first.refresh_from_db(fields=["replaced_at"])
    assert (first.number, second.number) == (1, 2)
    assert first.replaced_at is not None
    back_to_standard(place(controller), actor=writer(controller))
    assert not OwnWording.objects.filter(state="in_force").exists()
    with pytest.raises(NotPossible):
        back_to_standard(place(controller), actor=writer(controller))


@pytest.mark.django_db
def test_own_words_that_no_longer_fit_never_hold_a_letter_back(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    controller = make_controller()
    in_force(controller)
    monkeypatch.setattr(
        "notices_app.letters.compose.faults_in_words", lambda *args: ["There is no placeholder."]
    )

    letter = CaseLetter.objects.get(
        request=make_received(controller, register=make_register(controller))
    )

    assert letter.wording_id is None
    assert "no longer fits" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.HANDLER, Role.DPO, Role.REGISTER_EDITOR])
def test_only_who_answers_for_the_desk_words_letters(role: Role) -> None:
    controller = make_controller()
    actor = user_actor(make_user(controller, role=role).pk)

    with pytest.raises(NotPermitted):
        keep_draft(place(controller), subject="x", body="y", actor=actor)
    assert not Notice.objects.exists()
