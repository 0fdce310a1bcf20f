"""What the worker does when beat wakes it."""

import pytest

from requests_app import tasks


def test_staff_are_reminded_even_when_reminding_persons_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []

    def broken() -> int:
        raise OSError("no database")

    def remind_staff() -> int:
        done.append("staff")
        return 1

    monkeypatch.setattr("requests_app.services.remind_persons.remind_persons", broken)

    def propose_closing() -> int:
        done.append("closing")
        return 1

    def remind_clients() -> int:
        done.append("clients")
        return 1

    def remind_of_work() -> int:
        done.append("work")
        return 1

    def remind_of_packages() -> int:
        done.append("packages")
        return 1

    monkeypatch.setattr(
        "requests_app.services.remind_of_packages.remind_of_packages", remind_of_packages
    )

    def remind_owners() -> int:
        done.append("owners")
        return 1

    def mail_digests() -> int:
        done.append("digests")
        return 1

    monkeypatch.setattr("requests_app.services.remind_owners.remind_owners", remind_owners)
    monkeypatch.setattr("requests_app.services.morning_digest.mail_digests", mail_digests)

    def chase_repeats() -> int:
        done.append("restores")
        return 1

    monkeypatch.setattr("requests_app.services.mail_repeat.chase_repeats", chase_repeats)

    def remind_of_duties() -> int:
        done.append("duties")
        return 1

    monkeypatch.setattr("requests_app.services.remind_of_duties.remind_of_duties", remind_of_duties)
    monkeypatch.setattr("requests_app.services.remind_of_work.remind_of_work", remind_of_work)
    monkeypatch.setattr("requests_app.services.remind_clients.remind_clients", remind_clients)
    monkeypatch.setattr("requests_app.services.remind_staff.remind_staff", remind_staff)
    monkeypatch.setattr("requests_app.services.propose_closing.propose_closing", propose_closing)
    with pytest.raises(OSError, match="no database"):
        tasks.remind()
    assert done == [
        "staff",
        "closing",
        "owners",
        "restores",
        "work",
        "clients",
        "duties",
        "packages",
        "digests",
    ]
