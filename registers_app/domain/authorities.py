"""Supervisory authorities to whom a person may complain (GDPR Art. 77), as dated data.

Contacts as published by the authorities themselves, autumn 2026.
"""

from dataclasses import dataclass

from registers_app.domain.languages import LANGUAGES


@dataclass(frozen=True, kw_only=True)
class Authority:
    """A supervisory authority: its name in fi, sv, en, where to write, and its site."""

    country: str
    names: dict[str, str]
    addresses: dict[str, str]
    email: str
    site: str

    def name(self, language: str) -> str:
        """The authority's name in *language*."""
        return self.names[language]

    def address(self, language: str) -> str:
        """Where to write, as one writes it in *language*."""
        return self.addresses[language]


AUTHORITIES: dict[str, Authority] = {
    "FI": Authority(
        country="FI",
        names={
            "fi": "Tietosuojavaltuutetun toimisto",
            "sv": "Dataombudsmannens byrå",
            "en": "Office of the Data Protection Ombudsman (Finland)",
        },
        addresses={
            "fi": "PL 800, 00531 Helsinki",
            "sv": "PB 800, 00531 Helsingfors",
            "en": "P.O. Box 800, FI-00531 Helsinki, Finland",
        },
        email="tietosuoja@om.fi",
        site="https://tietosuoja.fi",
    ),
    "SE": Authority(
        country="SE",
        names={
            "fi": "Ruotsin tietosuojaviranomainen Integritetsskyddsmyndigheten (IMY)",
            "sv": "Integritetsskyddsmyndigheten (IMY)",
            "en": "Swedish Authority for Privacy Protection (IMY)",
        },
        addresses={
            "fi": "Box 8114, SE-104 20 Tukholma, Ruotsi",
            "sv": "Box 8114, 104 20 Stockholm",
            "en": "Box 8114, SE-104 20 Stockholm, Sweden",
        },
        email="imy@imy.se",
        site="https://www.imy.se",
    ),
    "GB": Authority(
        country="GB",
        names={
            "fi": "Yhdistyneen kuningaskunnan tietosuojaviranomainen "
            "Information Commissioner’s Office (ICO)",
            "sv": "Storbritanniens tillsynsmyndighet Information Commissioner’s Office (ICO)",
            "en": "Information Commissioner’s Office (ICO)",
        },
        addresses=dict.fromkeys(
            LANGUAGES, "Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF, United Kingdom"
        ),
        email="",
        site="https://ico.org.uk",
    ),
}


def authority_of(country: str) -> Authority | None:
    """The supervisory authority of *country* (ISO 3166 alpha-2), when we know it."""
    return AUTHORITIES.get(country)
