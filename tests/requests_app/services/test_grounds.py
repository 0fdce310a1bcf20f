"""A ground has all that it needs: facts, the law it rests on, the proof that is ours to give."""

import pytest
from django.utils.html import escape

from requests_app.admin.forms.ground_words import FACTS_NEEDED
from requests_app.domain.grounds import (
    ARTICLES,
    GROUNDS_OF,
    PROVEN_BY_THE_CONTROLLER,
    RESTING_ON_A_LAW,
    RefusalGround,
)
from requests_app.domain.rights import Right
from requests_app.models import CaseLetter, Decision, Outcome, RightsRequest
from requests_app.services.decide import Ground, decide
from requests_app.services.errors import NotPossible
from requests_app.services.refuse import refuse
from tests.cases import acting, begin, handler_of, make_received
from tests.eight import begun, received
from tests.requests_app.admin.staff import signed_in, step_url, text_of

pytestmark = pytest.mark.django_db

REFUSABLE = [right for right, codes in GROUNDS_OF.items() if codes]


def refusing(request: RightsRequest, ground: Ground) -> Decision:
    """A decision that refuses on that ground."""
    return decide(
        request.pk,
        outcome=Outcome.REFUSED,
        reasoning="As we explain.",
        grounds=[ground],
        actor=acting(request.controller),
    )


def test_every_ground_has_its_article_and_says_which_facts_it_needs() -> None:
    assert set(ARTICLES) == set(FACTS_NEEDED) == set(RefusalGround)
    assert all(str(words).endswith(".") for words in FACTS_NEEDED.values())


def test_only_an_abusive_request_is_the_controllers_to_prove() -> None:
    assert {ARTICLES[code] for code in PROVEN_BY_THE_CONTROLLER} == {"12(5)"}


@pytest.mark.parametrize("code", sorted(RESTING_ON_A_LAW))
@pytest.mark.parametrize("law", ["", "  "])
def test_a_ground_that_rests_on_a_law_is_not_taken_without_it(
    code: RefusalGround, law: str
) -> None:
    right = next(right for right, codes in GROUNDS_OF.items() if code in codes)
    request = begun(received(right))
    with pytest.raises(NotPossible, match="name the act and its section"):
        refusing(request, Ground(code=code, facts="Vouchers.", law=law))
    assert not request.decisions.exists()
    assert refusing(request, Ground(code=code, facts="Vouchers.", law="Act 1, section 2."))


@pytest.mark.parametrize("code", sorted(PROVEN_BY_THE_CONTROLLER))
@pytest.mark.parametrize("proof", ["", " \n"])
def test_an_abusive_request_is_not_said_to_be_one_without_proof(
    code: RefusalGround, proof: str
) -> None:
    request = begin(make_received())
    with pytest.raises(NotPossible, match="have to be able to prove"):
        refusing(request, Ground(code=code, facts="Fifth this month.", proof=proof))
    assert not request.decisions.exists()


def test_the_person_reads_the_law_and_never_the_proof() -> None:
    request = begin(make_received())
    refuse(
        request.pk,
        reasoning="As we explain.",
        grounds=[
            Ground(
                code=RefusalGround.ART12_5_UNFOUNDED,
                facts="You offered to withdraw for EUR 500.",
                proof="The mail of 3 March to the shop.",
            ),
            Ground(
                code=RefusalGround.NATIONAL_LAW,
                facts="An inquiry.",
                law="Act 1050/2018, section 34",
            ),
        ],
        actor=acting(request.controller),
    )
    letter = CaseLetter.objects.get(request=request, kind="access_refused")
    assert "Law: Act 1050/2018, section 34" in letter.text
    assert "for EUR 500" in letter.text
    assert "3 March to the shop" not in letter.text


@pytest.mark.parametrize("right", REFUSABLE)
def test_the_form_asks_for_what_each_ground_needs(right: Right) -> None:
    case = begun(received(right))
    page = text_of(signed_in(handler_of(case.controller)).get(step_url(case, "refuse")))
    for code in GROUNDS_OF[right]:
        assert escape(str(FACTS_NEEDED[code])) in page
        assert (f'name="law_{code}"' in page) is (code in RESTING_ON_A_LAW)
        assert (f'name="proof_{code}"' in page) is (code in PROVEN_BY_THE_CONTROLLER)


def test_what_was_typed_stays_when_the_proof_is_missing() -> None:
    case = begin(make_received())
    client = signed_in(handler_of(case.controller))
    sent = client.post(
        step_url(case, "refuse"),
        {"reasoning": "Too many.", "ground_ART12_5_EXCESSIVE": "Fifth this month."},
    )
    page = text_of(sent)
    assert "You have to be able to prove this ground (Art. 12(5)): say how." in page
    assert "Fifth this month." in page
    assert "Too many." in page
    assert not case.decisions.exists()
