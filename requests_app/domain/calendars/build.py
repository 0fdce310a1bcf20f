"""Make the holiday tables anew: ``python -m requests_app.domain.calendars.build``.

Needs the development dependency ``holidays``, which says in its *public* category what each
state lists, except where it is corrected here:

- Finland: Midsummer Eve and Christmas Eve are taken out. They are not in the statutory list of
  church holidays, and the Act on the Calculation of Statutory Time Limits (150/1930), which does
  treat them as free, governs only limits kept before courts and authorities (s. 1). They are
  the opt-in ``FI+EVES``.
- Sweden: no eve is an ``allmän helgdag`` (lag 1989:253). Midsummer Eve, Christmas Eve and New
  Year's Eve, which lag 1930:173 s. 2 adds for national limits, are the opt-in ``SE+EVES``.
- Åland: Finland's list. Self-government Day, 9 June, is not in it, and is opt-in.
- Germany: the nationwide list; whether a Land's own holiday counts under Reg. 1182/71 Art. 2(1)
  is not settled, so each Land is opt-in.
- Bulgaria, Hungary, Latvia: a working day swapped for a Saturday is no public holiday, and a
  bridge day moves no legal date.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

import holidays

from requests_app.domain.calendars import TABLES

YEARS = range(2015, 2051)
COUNTRIES = (
    # The European Union
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FR", "GR", "HR", "HU", "IE"),
    *("IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    # The European Economic Area besides
    *("IS", "LI", "NO"),
)
LAENDER = (
    *("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV"),
    *("NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"),
)
UNITED_KINGDOM = ("ENG", "NIR", "SCT", "WLS")
FINNISH_EVES = frozenset({"Midsummer Eve", "Christmas Eve"})
SWEDISH_EVES = frozenset({"Midsummer Eve", "Christmas Eve", "New Year's Eve"})
ALAND_DAY = "Åland's Autonomy Day"
SWAPPED_DAY = "Day off (substituted from"


def tables() -> dict[str, str]:
    """The text of every table, by the name of its calendar."""
    return {name: _table(days) for name, days in _calendars().items()}


def _calendars() -> dict[str, set[date]]:
    finland_with_eves = _public("FI")
    finland = finland_with_eves - _named("FI", FINNISH_EVES)
    return {
        **{name: _public(name) for name in COUNTRIES},
        **{f"DE-{land}": _public("DE", land) for land in LAENDER},
        **{f"GB-{nation}": _public("GB", nation) for nation in UNITED_KINGDOM},
        "FI": finland,
        "FI+EVES": finland_with_eves,
        "AX": finland,
        "AX+SJALVSTYRELSEDAG": finland | _named("AX", {ALAND_DAY}),
        "SE+EVES": _public("SE") | _named("SE", SWEDISH_EVES, category="de_facto"),
    }


def _public(country: str, subdivision: str | None = None) -> set[date]:
    return {
        day
        for day, names in _listed(country, subdivision=subdivision).items()
        if not all(name.startswith(SWAPPED_DAY) for name in names)
    }


def _named(country: str, wanted: Iterable[str], *, category: str = "public") -> set[date]:
    """The days that bear none but the *wanted* names."""
    return {
        day
        for day, names in _listed(country, category=category).items()
        if names <= frozenset(wanted)
    }


def _listed(
    country: str, *, subdivision: str | None = None, category: str = "public"
) -> dict[date, frozenset[str]]:
    listed = holidays.country_holidays(
        country, subdiv=subdivision, years=YEARS, categories=category, language="en_US"
    )
    return {day: frozenset(listed.get_list(day)) for day in listed}


def _table(days: set[date]) -> str:
    by_year = {
        str(year): [f"{day:%m-%d}" for day in sorted(days) if day.year == year] for year in YEARS
    }
    digest = hashlib.sha256(json.dumps(by_year).encode()).hexdigest()
    lines = ",\n".join(f'    "{year}": {json.dumps(listed)}' for year, listed in by_year.items())
    return f'{{\n  "version": "{digest[:12]}",\n  "days": {{\n{lines}\n  }}\n}}\n'


def main() -> None:
    """Write every table, and take away those that are no longer made."""
    made = tables()
    TABLES.mkdir(exist_ok=True)
    for name, text in made.items():
        (TABLES / f"{name}.json").write_text(text, encoding="utf-8")
    for table in TABLES.glob("*.json"):
        if table.stem not in made:
            table.unlink()


if __name__ == "__main__":
    main()
