"""kill -9 in the middle of things: nothing is lost, and nothing is sent twice for sure."""

from typing import Any

from tests.house.house import House
from tests.house.order import Order
from tests.house.person import Person
from tests.house.staff import Staff

DUPLICATE = "X-Rightsdesk-Possible-Duplicate"


def test_the_form_can_be_sent_while_redis_is_down_and_the_mail_follows(
    house: House, office: dict[str, Any]
) -> None:
    house.kill("redis")
    person = Person(house, email=f"redis{office['id']}@posti.example")
    person.submit(office)
    assert house.mails(to=person.email) == []
    house.start("redis")
    assert person.reference in person.mail("received_confirm").text


def test_mails_queued_when_the_worker_and_an_emptied_redis_die_go_out_once(
    house: House, office: dict[str, Any]
) -> None:
    house.kill("worker")
    person = Person(house, email=f"tyhja{office['id']}@posti.example")
    person.submit(office)
    house.kill("redis")
    house.start("redis")
    house.start("worker")
    house.settle()
    assert len(house.mails(to=person.email)) == 1


def test_a_worker_killed_before_the_mail_server_answers_sends_again_under_the_same_message_id(
    house: House, office: dict[str, Any], order: Order
) -> None:
    order.remember()
    house.post.hold()
    person = Person(house, email=f"odota{office['id']}@posti.example")
    person.submit(office)
    house.wait_for(lambda: house.post.waiting, what="the worker to hand over a mail")
    house.restart_worker_after_its_claims()
    house.post.release()
    house.settle()

    doubtful = [mail for mail in house.mails() if mail.message[DUPLICATE]]
    again = {mail.message_id for mail in doubtful}
    twice = [one for one in again if _receptions(house, one) == 2]
    # As many as the worker was handing over at once when it died.
    assert twice
    for message_id in twice:
        first, second = [mail for mail in house.mails() if mail.message_id == message_id]
        assert first.text == second.text
        assert first.message[DUPLICATE] is None
    assert len({mail.message_id for mail in house.mails(to=person.email)}) == 1


def test_a_submission_survives_the_death_of_postgresql_right_after_its_commit(
    house: House, office: dict[str, Any]
) -> None:
    house.post.hold()
    person = Person(house, email=f"pg{office['id']}@posti.example")
    person.submit(office)
    house.kill("postgres")
    assert person.browser.get("/fi/").status == 500
    house.post.release()
    house.start("postgres")
    house.mend()
    assert person.reference in person.mail("received_confirm").text
    assert person.state == "received"
    assert person.confirm().status == 200


def test_the_desk_goes_on_by_itself_after_every_process_and_server_died(
    house: House, office: dict[str, Any], order: Order
) -> None:
    person = Person(house, email=f"kaikki{office['id']}@posti.example")
    check = person.fill_in(office, about="Kaikki minusta.")
    for name in ("web", "worker", "beat", "redis", "postgres"):
        house.kill(name)
    for name in ("postgres", "redis", "web", "beat", "worker"):
        house.start(name)
    person.send(check)
    kaisa = Staff(house, office["handler"], password=office["password"])
    kaisa.begin(person.request_id)
    order.remember()
    for name in ("web", "worker", "beat", "redis", "postgres"):
        house.kill(name)
    for name in ("postgres", "redis", "web", "beat", "worker"):
        house.start(name)
    kaisa.settle_identity(person.request_id)
    kaisa.collect(person.request_id)
    assert person.state == "collecting"


def test_mails_go_out_without_beat_and_reminders_resume_with_it(
    house: House, office: dict[str, Any]
) -> None:
    house.kill("beat")
    month = house.begin_plain_day()
    person = Person(house, email=f"beat{office['id']}@posti.example")
    person.submit(office)
    person.mail("received_confirm")
    house.morning(month.before_due(7))
    house.start("beat")
    house.settle()
    reminded = house.mails_of_kind("staff_before", to=office["supervisor"]["email"])
    assert len(reminded) == 1


def _receptions(house: House, message_id: str) -> int:
    return sum(mail.message_id == message_id for mail in house.mails())
