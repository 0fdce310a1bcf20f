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
        sent = self.house.rows(
            "SELECT message_id FROM notices_app_notice WHERE state = 'sent' AND way = 'mail'"
        )
        # In this order: what is written down as sent has come before.
        received = self._receptions()
        for (message_id,) in sent:
            self._surely_sent.setdefault(message_id, received[message_id])

    def check(self) -> None:
        """Nothing lost, nothing twice, every state reached step by step."""
        self._nothing_is_sent_after_it_was_surely_sent()
        self._every_notice_came()
        self._every_state_follows_from_the_one_before()
        self._every_submission_has_what_belongs_to_it()
        self._no_reminder_came_twice()
        self._no_proof_is_kept_once_identity_is_decided()

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
            "SELECT message_id, kind, state, attempts, maybe_sent_before FROM notices_app_notice "
            "WHERE way = 'mail'"  # a letter on paper waits until staff have posted it
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

    def _every_submission_has_what_belongs_to_it(self) -> None:
        """At least one request, one identity check, and the head of its audit."""
        bare = self.house.rows(
            "SELECT s.reference FROM requests_app_submission s "
            "LEFT JOIN requests_app_identitycheck c ON c.submission_id = s.id "
            "LEFT JOIN requests_app_audithead h ON h.submission_id = s.id "
            "WHERE c.id IS NULL OR h.submission_id IS NULL OR NOT EXISTS ("
            "SELECT 1 FROM requests_app_rightsrequest r WHERE r.submission_id = s.id)"
        )
        assert not bare, bare

    def _no_reminder_came_twice(self) -> None:
        """By request, kind and day there is one reminder, and one mail of it to each recipient."""
        twice = self.house.rows(
            "SELECT request_id, kind, reminder_on FROM requests_app_reminder "
            "GROUP BY request_id, kind, reminder_on HAVING count(*) > 1"
        )
        assert not twice, twice
        mailed = self.house.rows(
            "SELECT m.request_id, m.kind, m.reminder_on, n.to_address "
            "FROM requests_app_reminder m JOIN notices_app_notice n ON "
            "n.occasion LIKE concat('remind:', m.request_id, ':', m.kind, ':', m.reminder_on, '%%')"
            " GROUP BY 1, 2, 3, 4 HAVING count(*) > 1"
        )
        assert not mailed, mailed

    def _no_proof_is_kept_once_identity_is_decided(self) -> None:
        kept = self.house.rows(
            "SELECT e.id, c.state FROM requests_app_identityevidence e "
            "JOIN requests_app_identitycheck c ON c.id = e.check_row_id "
            "WHERE e.destroyed_at IS NULL AND c.state <> 'asked'"
        )
        assert not kept, kept

    def check_files(self) -> None:
        """Every row that names a file has it; what no row names is destroyed after an hour."""
        assert self._named_files() <= self.house.stored_files()
        if self.house.stored_files() - self._named_files():
            self.house.wait_for_sweeps("requests.destroy_strays")
            self.house.advance(hours=1)
            self.house.wait_for_sweeps("requests.destroy_strays")
        assert self.house.stored_files() == self._named_files()

    def _named_files(self) -> set[str]:
        rows = self.house.rows(
            "SELECT sealed FROM requests_app_storedfile WHERE sealed <> '' "
            "UNION ALL SELECT sealed FROM requests_app_identityevidence WHERE sealed <> '' "
            "UNION ALL SELECT sealed FROM requests_app_packagearchive WHERE sealed <> ''"
        )
        return {row.sealed for row in rows}
