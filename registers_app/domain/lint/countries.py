"""Where data may go without more ado, as dated data. Look through it when the day below is old.

EU: decisions of the Commission under Art. 45 (or Directive 95/46/EC Art. 25(6), still in force by
Art. 45(9)), as the Commission lists them. UK: adequacy regulations and Data Protection Act 2018,
schedule 21, paragraphs 4 and 5.
"""

from dataclasses import dataclass
from datetime import date

LAST_CHECKED = date(2026, 11, 22)

_MEMBERS = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"),
    *("IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)
# Parts of a member state with a code of their own (TFEU Art. 349, 355).
_PARTS_OF_MEMBERS = ("AX", "GF", "GP", "MF", "MQ", "RE", "YT")
EEA = frozenset({*_MEMBERS, *_PARTS_OF_MEMBERS, "IS", "LI", "NO"})


@dataclass(frozen=True, kw_only=True)
class Adequacy:
    """A decision that a country protects data well enough; ``limited`` if only some recipients."""

    decision: str
    since: date
    until: date | None = None
    limited: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it is in force."""
        return self.since <= day and (self.until is None or day <= self.until)


EU_DECISIONS: dict[str, Adequacy] = {
    "AD": Adequacy(decision="2010/625/EU", since=date(2010, 10, 19)),
    "AR": Adequacy(decision="2003/490/EC", since=date(2003, 6, 30)),
    "BR": Adequacy(decision="(EU) 2026/179", since=date(2026, 1, 26)),
    # Organisations under the federal act for the private sector (PIPEDA).
    "CA": Adequacy(decision="2002/2/EC", since=date(2001, 12, 20), limited=True),
    "CH": Adequacy(decision="2000/518/EC", since=date(2000, 7, 26)),
    "FO": Adequacy(decision="2010/146/EU", since=date(2010, 3, 5)),
    "GB": Adequacy(decision="(EU) 2021/1772", since=date(2021, 6, 28), until=date(2031, 12, 27)),
    "GG": Adequacy(decision="2003/821/EC", since=date(2003, 11, 21)),
    "IL": Adequacy(decision="2011/61/EU", since=date(2011, 1, 31)),
    "IM": Adequacy(decision="2004/411/EC", since=date(2004, 4, 28)),
    "JE": Adequacy(decision="2008/393/EC", since=date(2008, 5, 8)),
    "JP": Adequacy(decision="(EU) 2019/419", since=date(2019, 1, 23)),
    "KR": Adequacy(decision="(EU) 2022/254", since=date(2021, 12, 17)),
    "NZ": Adequacy(decision="2013/65/EU", since=date(2012, 12, 19)),
    # Recipients on the Data Privacy Framework list; an appeal is pending (C-703/25 P).
    "US": Adequacy(decision="(EU) 2023/1795", since=date(2023, 7, 10), limited=True),
    "UY": Adequacy(decision="2012/484/EU", since=date(2012, 8, 21)),
}
_BREXIT = date(2020, 12, 31)
_KEPT_BY_THE_UK = ("AD", "AR", "CH", "FO", "GG", "GI", "IL", "IM", "JE", "JP", "NZ", "UY")
_SCHEDULE = "Data Protection Act 2018, schedule 21"
UK_DECISIONS: dict[str, Adequacy] = {
    **{country: Adequacy(decision=_SCHEDULE, since=_BREXIT) for country in _KEPT_BY_THE_UK},
    **{country: Adequacy(decision=_SCHEDULE, since=_BREXIT) for country in sorted(EEA)},
    "CA": Adequacy(decision=_SCHEDULE, since=_BREXIT, limited=True),
    "KR": Adequacy(decision="SI 2022/1213", since=date(2022, 12, 19)),
    # Recipients on the UK Extension to the Data Privacy Framework.
    "US": Adequacy(decision="SI 2023/1028", since=date(2023, 10, 12), limited=True),
}


def is_within(country: str, *, regime: str) -> bool:
    """Whether data that go to *country* do not leave the law of *regime* (EU or UK) at all."""
    return country == "GB" if regime == "UK" else country in EEA


def adequacy_of(country: str, *, regime: str, on: date) -> Adequacy | None:
    """The decision for *country* that is in force on a day, if there is one."""
    found = (UK_DECISIONS if regime == "UK" else EU_DECISIONS).get(country)
    return found if found and found.holds_on(on) else None


def must_be_told(country: str, *, regime: str, on: date) -> bool:
    """Whether a recipient in *country* needs a transfer with its safeguard (Art. 13(1)(f), 44).

    From the EU that is every third country. From the UK, countries that it holds adequate for all
    recipients are left out.
    """
    if not country or is_within(country, regime=regime):
        return False
    if regime != "UK":
        return True
    decision = adequacy_of(country, regime=regime, on=on)
    return decision is None or decision.limited
