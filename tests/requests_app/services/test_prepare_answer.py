"""The decision, the data, and all that the law demands beside them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registers_app.domain.actors import SYSTEM, subject_actor, user_actor
from registers_app.models import (
    DataCategory,
    DataSource,
    Purpose,
    Recipient,
    RegisterVersion,
    RetentionRule,
    Transfer,
)
from requests_app.domain.grounds import RefusalGround
from requests_app.fulfilment.package_content import open_content
from requests_app.models import (
    AccessRequest,
    CaseLetter,
    Decision,
    DisclosurePackage,
    Outcome,
    StoredFile,
)
from requests_app.services.decide import Ground, decide
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import perform
from requests_app.services.prepare_answer import prepare_answer
from tests.cases import (
    begin,
    collect_all,
    look_all_through,
    make_answered,
    make_received,
    prepare,
    send_answer,
    settle,
)
from tests.factories import make_controller, make_user
from tests.raw_sql import force
from tests.requests_app.services.steps import GROUNDS, again, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]


def test_the_package_holds_what_was_found_and_what_the_register_says() -> None:
    request = prepare(collect_all(begin(make_received())))
    package = DisclosurePackage.objects.get(request=request)
    content = open_content(package)

    assert (request.state, package.state) == ("ready", "ready")
    assert {part["system"] for part in content.found} == {"Customer database", "Mailing list"}
    assert all("Maija Meikäläinen" in part["text"] for part in content.found)
    (register,) = content.registers
    assert [line["text"] for line in register["recipients"]] == ["Posti Oy"]
    assert b"Maija" not in bytes(package.content)


@pytest.mark.parametrize(
    ("part", "article"),
    [
        (Purpose, "15(1)(a)"),
        (DataCategory, "15(1)(b)"),
        (Recipient, "15(1)(c)"),
        (RetentionRule, "15(1)(d)"),
        (DataSource, "15(1)(g)"),
    ],
)
def test_what_the_law_demands_and_the_register_lacks_is_named(part: Any, article: str) -> None:
    request = collect_all(begin(make_received()))
    part.objects.all().delete()

    with pytest.raises(NotPossible) as refusal:
        prepare(request)
    (sentence,) = refusal.value.reasons
    assert sentence.startswith("Customer register: ")
    assert f"(Art. {article})" in sentence
    assert again(request).state == "reviewing"
    assert not DisclosurePackage.objects.exists()
    assert not Decision.objects.exists()


def test_everything_that_is_missing_is_named_at_once() -> None:
    request = collect_all(begin(make_received()))
    Purpose.objects.all().delete()
    force(RegisterVersion, RegisterVersion.objects.get().pk, automated_decisions={})
    Transfer.objects.create(
        version=RegisterVersion.objects.get(), safeguard="privacy_shield", names={"en": "USA"}
    )

    with pytest.raises(NotPossible) as refusal:
        prepare(request)
    assert len(refusal.value.reasons) == 3
    assert "15(1)(h)" in refusal.value.reasons[1]
    assert "C-311/18" in refusal.value.reasons[2]


def test_a_transfer_whose_safeguard_nobody_named_is_missing_information() -> None:
    request = collect_all(begin(make_received()))
    Transfer.objects.create(
        version=RegisterVersion.objects.get(), safeguard="not_named", names={"en": "Outside the EU"}
    )

    with pytest.raises(NotPossible, match=r"names no safeguard \(Art\. 15\(2\)\)"):
        prepare(request)


def test_no_data_needs_no_register_and_gives_no_package() -> None:
    request = collect_all(settle(begin(make_received())))
    Purpose.objects.all().delete()
    answered = send_answer(prepare(request, outcome=Outcome.NO_DATA))

    assert answered.state == "answered"
    assert not DisclosurePackage.objects.exists()
    assert CaseLetter.objects.filter(kind="access_no_data").count() == 1


def test_a_file_that_is_withheld_stays_here() -> None:
    files = [SimpleUploadedFile("mine.txt", b"mine"), SimpleUploadedFile("others.txt", b"others")]
    request = collect_all(begin(make_received()), files=files)
    withheld = StoredFile.objects.get(name="others.txt")
    look_all_through(request)
    prepare_answer(
        request.pk,
        outcome=Outcome.PARTIAL,
        reasoning="It is about a colleague.",
        grounds=GROUNDS,
        withheld_file_ids=[withheld.pk],
        actor=staff(request),
    )
    package = DisclosurePackage.objects.get()

    assert [file.name for file in package.files.all()] == ["mine.txt"]
    assert not StoredFile.objects.get(pk=withheld.pk).is_disclosed


def test_a_withheld_file_of_another_case_is_not_touched() -> None:
    foreign = collect_all(begin(make_received()))
    request = collect_all(begin(make_received()))
    file = StoredFile.objects.get(request=foreign)
    look_all_through(request)
    prepare_answer(
        request.pk,
        outcome=Outcome.GRANTED,
        reasoning="",
        grounds=(),
        withheld_file_ids=[file.pk],
        actor=staff(request),
    )

    assert StoredFile.objects.get(pk=file.pk).is_disclosed


def test_preparing_again_replaces_the_package_and_the_decision() -> None:
    request = prepare(collect_all(begin(make_received())))
    perform(AccessRequest, request.pk, "collect_more", actor=staff(request))
    perform(AccessRequest, request.pk, "review", actor=staff(request))
    prepare(request)

    states = DisclosurePackage.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["discarded", "ready"]
    first = DisclosurePackage.objects.order_by("pk")[0]
    assert bytes(first.content) == b""
    assert Decision.objects.filter(request=request, superseded_at=None).count() == 1
    assert Decision.objects.filter(request=request).count() == 2


@pytest.mark.parametrize(
    ("reasoning", "grounds", "sentence"),
    [
        ("", GROUNDS, "needs its reasons"),
        ("  ", GROUNDS, "needs its reasons"),
        ("It names others.", [], "at least one ground"),
        (
            "It names others.",
            [Ground(code=RefusalGround.ART15_4_OTHERS_RIGHTS, facts=" ")],
            "each with its facts",
        ),
    ],
)
@pytest.mark.parametrize("outcome", [Outcome.PARTIAL, Outcome.REFUSED])
def test_what_is_not_given_needs_reasons_ground_and_facts(
    outcome: Outcome, reasoning: str, grounds: list[Ground], sentence: str
) -> None:
    request = collect_all(begin(make_received()))

    with pytest.raises(NotPossible, match=sentence):
        decide(
            request.pk, outcome=outcome, reasoning=reasoning, grounds=grounds, actor=staff(request)
        )


def test_nothing_is_decided_before_work_has_begun_or_after_its_end() -> None:
    for request in (make_received(), make_answered()):
        with pytest.raises(NotPossible, match="cannot be decided"):
            prepare(request)


def test_only_those_who_handle_requests_decide() -> None:
    request = collect_all(begin(make_received()))
    stranger = user_actor(make_user(make_controller()).pk)

    for actor in (stranger, subject_actor(request.submission_id), SYSTEM):
        with pytest.raises(NotPermitted):
            decide(request.pk, outcome=Outcome.GRANTED, reasoning="", grounds=(), actor=actor)
