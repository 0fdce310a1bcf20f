"""Letters for the post: none is lost, each is kept as it was printed, and has its day."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from config.clock import today
from config.crypto import open_sealed
from notices_app.models import Notice, NoticeState, Way
from notices_app.services.deliver import deliver_due
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Role
from requests_app.domain.representation import AnswerTo
from requests_app.domain.representation import Role as Representing
from requests_app.models import AnswerBy, AuditEntry, Channel, PaperLetter, RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.mark_posted import leave_unposted, mark_posted
from requests_app.services.print_letters import print_letters, printed_pdf
from requests_app.services.suspend import ask_clarification
from requests_app.services.tell import write_letter
from tests.cases import acting, begin, make_received
from tests.clock import Clock
from tests.factories import make_controller, make_user
from tests.pdf import Pdf
from tests.represented import PERSON, answer_to, make_represented, settle_role

pytestmark = pytest.mark.django_db

ADDRESS = "Esimerkkikatu 1\n00100 Helsinki"
FRIDAY = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)


def papers_of(case: RightsRequest) -> list[PaperLetter]:
    return list(PaperLetter.objects.filter(letter__request=case).select_related("notice"))


def by_post(**more: Any) -> RightsRequest:
    columns = {"channel": Channel.LETTER, "email": "", "postal_address": ADDRESS, **more}
    return make_received(**columns)


def printed(case: RightsRequest) -> PaperLetter:
    (paper,) = papers_of(case)
    print_letters([paper.pk], actor=acting(case.controller))
    return PaperLetter.objects.get(pk=paper.pk)


def test_who_reads_online_gets_no_paper() -> None:
    assert papers_of(make_received()) == []


@pytest.mark.parametrize(
    "how",
    [
        {"channel": Channel.PHONE, "email": ""},
        {"channel": Channel.PORTAL, "answer_by": AnswerBy.POST},
        {"channel": Channel.LETTER, "email": "", "protected_identity": True},
    ],
)
def test_who_has_no_mail_or_wants_post_gets_a_letter_in_the_tray(how: dict[str, Any]) -> None:
    (paper,) = papers_of(make_received(postal_address=ADDRESS, **how))

    notice = paper.notice
    assert (notice.way, notice.state, notice.kind) == (Way.POST, NoticeState.QUEUED, "received")
    assert paper.reader == AnswerTo.WRITER
    assert not notice.text
    assert not notice.to_address


def test_a_letter_goes_to_the_person_past_a_writer_who_reads_online() -> None:
    case = settle_role(make_represented(Representing.AGENT))
    assert papers_of(case) == []

    for to, readers in ((AnswerTo.PERSON, ["person"]), (AnswerTo.BOTH, ["person"])):
        before = len(papers_of(case))
        answer_to(case, to)
        write_letter(RightsRequest.objects.get(pk=case.pk), kind="withdrawn")
        assert [paper.reader for paper in papers_of(case)[before:]] == readers


def test_no_worker_mails_what_goes_by_post(clock: Clock) -> None:
    case = by_post()
    clock.set(FRIDAY + timedelta(days=30))

    deliver_due()

    (paper,) = papers_of(case)
    assert paper.notice.state == NoticeState.QUEUED


def test_it_should_go_on_the_next_working_day(clock: Clock) -> None:
    clock.set(FRIDAY)

    (paper,) = papers_of(by_post())

    # The end of Monday in Helsinki.
    assert paper.notice.due_at == datetime(2026, 3, 9, 22, 0, tzinfo=UTC)


def test_what_is_printed_is_kept_sealed_with_its_hash() -> None:
    case = by_post()
    (paper,) = papers_of(case)

    pdf = print_letters([paper.pk], actor=acting(case.controller))

    kept = PaperLetter.objects.get(pk=paper.pk)
    assert b"%PDF" not in bytes(kept.sealed_pdf)
    assert open_sealed(bytes(kept.sealed_pdf)) == pdf
    assert kept.pdf_sha256 == hashlib.sha256(pdf).hexdigest()
    assert "Esimerkkikatu 1" in Pdf(pdf).words
    entry = AuditEntry.objects.get(event="letter.printed")
    assert entry.facts["sha256"] == kept.pdf_sha256


def test_an_address_that_is_kept_encrypted_is_printed_on_record_alone() -> None:
    case = by_post(protected_identity=True)
    (paper,) = papers_of(case)

    pdf = print_letters([paper.pk], actor=acting(case.controller))

    assert "Esimerkkikatu 1" in Pdf(pdf).words
    assert AuditEntry.objects.filter(event="letter.printed").count() == 1
    stored = str(Notice.objects.values()) + str(AuditEntry.objects.values())
    assert "Esimerkkikatu" not in stored


def test_the_person_is_written_to_at_their_own_address() -> None:
    case = make_represented(Representing.AGENT)
    answer_to(case, AnswerTo.PERSON, contact="Oma katu 5\n00500 Helsinki")
    write_letter(RightsRequest.objects.get(pk=case.pk), kind="withdrawn")
    (paper,) = papers_of(case)

    words = Pdf(print_letters([paper.pk], actor=acting(case.controller))).words

    assert f"{PERSON} Oma katu 5 00500 Helsinki" in words


def test_posting_has_its_day_and_ends_the_waiting(clock: Clock) -> None:
    clock.set(FRIDAY)
    case = by_post()
    paper = printed(case)
    clock.set(FRIDAY + timedelta(days=3))

    mark_posted(paper.pk, posted_on=date(2026, 3, 7), actor=acting(case.controller))

    kept = PaperLetter.objects.select_related("notice").get(pk=paper.pk)
    assert kept.posted_on == date(2026, 3, 7)
    assert kept.notice.state == NoticeState.SENT
    assert kept.notice.sent_at == datetime(2026, 3, 7, 10, 0, tzinfo=UTC)
    entry = AuditEntry.objects.get(event="letter.posted")
    assert entry.facts["posted_on"] == "2026-03-07"
    assert entry.facts["sha256"] == kept.pdf_sha256


def test_what_was_posted_can_be_read_as_it_went_and_never_printed_anew() -> None:
    case = by_post()
    paper = printed(case)
    actor = acting(case.controller)
    mark_posted(paper.pk, posted_on=today(case.controller.time_zone), actor=actor)

    with pytest.raises(NotPossible):
        print_letters([paper.pk], actor=actor)
    assert hashlib.sha256(printed_pdf(paper.pk, actor=actor)).hexdigest() == paper.pdf_sha256
    assert AuditEntry.objects.filter(event="letter.opened").count() == 1


@pytest.mark.parametrize("day", [date(2026, 3, 5), date(2026, 3, 7)])
def test_a_day_before_the_letter_or_after_today_is_refused(day: date, clock: Clock) -> None:
    clock.set(FRIDAY)
    case = by_post()

    with pytest.raises(NotPossible):
        mark_posted(printed(case).pk, posted_on=day, actor=acting(case.controller))


def test_what_was_not_printed_here_is_not_marked_as_posted(clock: Clock) -> None:
    clock.set(FRIDAY)
    case = by_post()
    (paper,) = papers_of(case)

    with pytest.raises(NotPossible):
        mark_posted(paper.pk, posted_on=FRIDAY.date(), actor=acting(case.controller))


def test_what_was_handed_over_leaves_the_tray_with_its_reason() -> None:
    case = by_post()
    (paper,) = papers_of(case)
    actor = acting(case.controller)

    with pytest.raises(NotPossible):
        leave_unposted(paper.pk, reason=" ", actor=actor)
    leave_unposted(paper.pk, reason="She took it along.", actor=actor)

    assert Notice.objects.get(pk=paper.notice_id).state == NoticeState.CANCELLED
    assert AuditEntry.objects.filter(event="letter.left_unposted").count() == 1
    with pytest.raises(NotPossible):
        print_letters([paper.pk], actor=actor)


def test_nobody_else_prints_or_posts() -> None:
    case = by_post()
    (paper,) = papers_of(case)
    for user in (make_user(make_controller()), make_user(case.controller, role=Role.DPO)):
        actor = user_actor(user.pk)
        with pytest.raises(NotPermitted):
            print_letters([paper.pk], actor=actor)
        with pytest.raises(NotPermitted):
            leave_unposted(paper.pk, reason="x", actor=actor)


def test_each_letter_of_a_case_is_posted_apart() -> None:
    case = by_post()
    begin(case)  # type: ignore[arg-type]
    ask_clarification(
        case.pk,
        question="Which year do you mean?",
        facts="Nine systems.",
        actor=acting(case.controller),
    )

    first, second = papers_of(case)
    both = Pdf(print_letters([first.pk, second.pk], actor=acting(case.controller)))
    assert [first.notice.kind, second.notice.kind] == ["received", "clarification_asked"]
    assert "Which year do you mean?" in both.words
    assert len({paper.pdf_sha256 for paper in papers_of(case)}) == 2
