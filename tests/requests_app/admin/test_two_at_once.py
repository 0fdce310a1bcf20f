"""Two people in one case: they see each other, and nobody writes over the other unseen."""

import pytest
from django.core.cache import cache
from django.test import Client

from registers_app.domain.actors import subject_actor, user_actor
from registers_app.domain.roles import Role
from registers_app.models import User
from requests_app.domain.rights import Right
from requests_app.models import AuditEntry, CaseMessage, RightsRequest
from requests_app.services.assign import assign
from requests_app.services.extend import extend
from requests_app.services.open_typed import open_typed
from requests_app.services.write_message import write_message
from tests.cases import begin, handler_of, make_received
from tests.eight import submitted
from tests.factories import make_user
from tests.requests_app.admin.staff import case_url, signed_in, step_url, text_of

pytestmark = pytest.mark.django_db
WORDS = "Kirjoitin tämän kauan."


@pytest.fixture(autouse=True)
def _nobody_is_here() -> None:
    cache.clear()


@pytest.fixture
def case() -> RightsRequest:
    return begin(make_received())


@pytest.fixture
def kaisa(case: RightsRequest) -> User:
    return make_user(case.controller, role=Role.HANDLER, first_name="Kaisa", last_name="Koski")


@pytest.fixture
def me(case: RightsRequest) -> Client:
    return signed_in(handler_of(case.controller))


def seen_on(client: Client, url: str) -> str:
    shown: str = str(client.get(url).context["presence"].seen)
    return shown


def heard(client: Client, case: RightsRequest, *, seen: str) -> str:
    return text_of(
        client.post(f"/admin/requests_app/rightsrequest/{case.pk}/here/", {"seen": seen})
    )


def test_who_opens_a_case_that_a_colleague_has_open_reads_it(
    case: RightsRequest, kaisa: User, me: Client
) -> None:
    words = "Kaisa Koski also has this case open."
    assert words not in text_of(me.get(case_url(case)))
    signed_in(kaisa).get(step_url(case, "extend"))
    assert words in text_of(me.get(case_url(case)))
    assert words in text_of(me.get(step_url(case, "extend")))
    assert words in heard(me, case, seen="99")


def test_the_colleague_is_gone_after_two_minutes_and_redis_holds_only_ids(
    case: RightsRequest, kaisa: User, me: Client
) -> None:
    signed_in(kaisa).get(case_url(case))
    key = f"case-open:{case.submission_id}:{kaisa.pk}"
    assert cache.get(key) == 1
    assert 0 < cache._cache.get_client().ttl(cache.make_key(key)) <= 120  # type: ignore[attr-defined]
    cache.delete(key)
    assert "also has this case open" not in text_of(me.get(case_url(case)))


def test_an_open_page_hears_who_changed_the_case(
    case: RightsRequest, kaisa: User, me: Client
) -> None:
    seen = seen_on(me, case_url(case))
    assert "has changed this case" not in heard(me, case, seen=seen)
    assign(case.pk, assignee=kaisa, actor=user_actor(kaisa.pk))
    assert "Kaisa Koski has changed this case since" in heard(me, case, seen=seen)
    assert "has changed this case" not in heard(signed_in(kaisa), case, seen=seen)


def test_an_open_page_hears_that_the_person_wrote(case: RightsRequest, me: Client) -> None:
    seen = seen_on(me, case_url(case))
    person = subject_actor(case.submission_id)
    write_message(case.submission_id, text="Moi", actor=person)
    assert "The person has written" in heard(me, case, seen=seen)


def test_a_form_made_before_a_colleague_acted_is_shown_again_with_all_that_was_typed(
    case: RightsRequest, kaisa: User, me: Client
) -> None:
    url = step_url(case, "extend")
    form = {"reason": WORDS, "cause": "others", "seen": seen_on(me, url)}
    assign(case.pk, assignee=kaisa, actor=user_actor(kaisa.pk))
    for sent in (form, {**form, "_preview": "1"}):
        page = text_of(me.post(url, sent))
        assert "The case has changed since you opened this page" in page
        assert "Kaisa Koski gave the request to Kaisa Koski." in page
        assert WORDS in page
        assert not _extended(case)
    again = {**form, "seen": str(AuditEntry.objects.filter(submission=case.submission_id).count())}
    assert f'name="seen" value="{again["seen"]}"' in page
    assert me.post(url, again).status_code == 302
    assert _extended(case)


def test_doing_it_all_the_same_is_refused_when_the_law_no_longer_allows_it(
    case: RightsRequest, kaisa: User, me: Client
) -> None:
    url = step_url(case, "extend")
    form = {"reason": WORDS, "cause": "others", "seen": seen_on(me, url)}
    extend(case.pk, reason="Hers.", actor=user_actor(kaisa.pk))
    page = me.post(url, form)
    assert "As the case stands now, this step is not possible:" in text_of(page)
    again = text_of(me.post(url, {**form, "seen": str(page.context["presence"].seen)}))
    assert "The time can be extended only once." in again
    assert WORDS in again


def test_the_same_button_pressed_twice_writes_one_message(case: RightsRequest, me: Client) -> None:
    url = step_url(case, "write-message")
    form = {"text": "Hei!", "seen": seen_on(me, url)}
    assert me.post(url, form).status_code == 302
    assert "wrote a message to the person" in text_of(me.post(url, form))
    assert CaseMessage.objects.count() == 1


def test_who_only_looked_and_another_right_of_the_same_message_are_no_news(
    kaisa: User, case: RightsRequest
) -> None:
    sent = submitted(Right.ACCESS, Right.ERASURE, controller=case.controller)
    mine, other = (sent.requests.get(right=right) for right in (Right.ACCESS, Right.ERASURE))
    me = signed_in(handler_of(case.controller))
    url = step_url(mine, "extend")
    form = {"reason": WORDS, "cause": "others", "seen": seen_on(me, url)}
    open_typed(sent.pk, actor=user_actor(kaisa.pk))
    assign(other.pk, assignee=kaisa, actor=user_actor(kaisa.pk))
    assert me.post(url, form).status_code == 302


def test_a_version_that_no_page_of_ours_says_is_shown_everything(
    case: RightsRequest, me: Client
) -> None:
    url = step_url(case, "extend")
    form = {"reason": WORDS, "cause": "others", "seen": "many"}
    page = text_of(me.post(url, form))
    assert "started assessing the request" in page
    assert not _extended(case)


def _extended(case: RightsRequest) -> bool:
    return AuditEntry.objects.filter(request_id=case.pk, event="clock.extended").exists()
