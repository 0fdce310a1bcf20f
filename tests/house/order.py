"""Whether a house is in good order, whatever was done to it."""

from collections import Counter

from tests.house.house import House


class Order:
    """Remembers what was surely sent, and compares at the end."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._surely_sent: dict[str, int] = {}

    def remember(self) -> None:
        """Note what is written down as sent by now: none of it may come once more."""
        received = self._receptions()
        for (message_id,) in self.house.rows(
            "SELECT message_id FROM notices_app_notice WHERE state = 'sent'"
        ):
            self._surely_sent.setdefault(message_id, received[message_id])

    def check(self) -> None:
        """Nothing lost, nothing twice, every state reached step by step."""
        self._nothing_is_sent_after_it_was_surely_sent()
        self._every_notice_came()
        self._every_state_follows_from_the_one_before()

    def _receptions(self) -> Counter[str]:
        return Counter(mail.message_id for mail in self.house.mails())

    def _nothing_is_sent_after_it_was_surely_sent(self) -> None:
        received = self._receptions()
        again = {
            message_id: received[message_id]
            for message_id, before in self._surely_sent.items()
            if received[message_id] != before
        }
        assert not again, f"sent again after it was surely sent: {again}"

    def _every_notice_came(self) -> None:
        """Once; or more often, then with the same Message-ID and marked as doubtful."""
        received = self._receptions()
        rows = self.house.rows(
            "SELECT message_id, kind, state, attempts, maybe_sent_before FROM notices_app_notice"
        )
        assert {row.message_id for row in rows} >= set(received), "a mail that nobody wrote"
        for row in rows:
            if row.state == "cancelled":
                continue
            assert row.state == "sent", row
            times = received[row.message_id]
            assert 1 <= times <= row.attempts, (times, row)
            assert times == 1 or row.maybe_sent_before, (times, row)

    def _every_state_follows_from_the_one_before(self) -> None:
        reached: dict[int, str] = {}
        for entry in self.house.rows(
            "SELECT request_id, event, facts FROM requests_app_auditentry "
            "WHERE request_id IS NOT NULL ORDER BY submission_id, number"
        ):
            if entry.event == "request.opened":
                assert entry.request_id not in reached
                reached[entry.request_id] = "received"
            elif entry.event.startswith("request.") and "from" in entry.facts:
                assert reached[entry.request_id] == entry.facts["from"], entry
                reached[entry.request_id] = entry.facts["to"]
        now = dict(self.house.rows("SELECT id, state FROM requests_app_rightsrequest"))
        assert reached == now
