"""A sample case in each language, for whoever looks at a letter before it is sent.

Everybody in it is made up; the organisation is the real one.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from registers_app.models import Controller

RECEIVED = date(2027, 3, 5)
DUE = date(2027, 4, 5)
SITE = "https://desk.example"

WORDS: dict[str, dict[str, str]] = {
    "fi": {
        "right": "omien tietojen saaminen",
        "met": "Uutiskirje",
        "kept": "Kirjanpito",
        "outside": "Palkanlaskenta",
        "bases": "lakisääteinen velvoite",
        "not_held": "Rekrytointi",
        "doubt": "Pyyntö tuli osoitteesta, jota meillä ei ole tiedossa.",
        "asked": "Kerro asiakasnumerosi.",
        "policy_reasons": "Laskuista näkyy, mitä henkilö ostaa.",
        "policy_masks": "Peitä laskusta summat.",
        "question": "Tarkoitatko tilauksia vai puheluja?",
        "reason": "Tiedot ovat yhdessätoista vanhassa arkistossa.",
        "note": "Kaksi kolmesta tietojärjestelmästä on käyty läpi.",
        "reasoning": "Pyysit samaa viikko sitten.",
        "ground": "ilmeisen kohtuuton pyyntö",
        "facts": "Viides pyyntö tässä kuussa.",
        "what": "Osoite",
        "restriction_ground": "Tietojen paikkansapitävyys on kiistetty (18 artiklan 1 kohdan a).",
        "reviewer": "Liisa Lahti, luottopäätösten johtaja",
        "findings": "Vuoden 2026 tulot puuttuivat.",
        "progress": "Olemme pyytäneet myynniltä selvitystä. Vastaamme viimeistään 20. huhtikuuta.",
        "known_as": "asiakas 4711",
        "change": "Vuoden 2026 toimitusosoitteet.",
        "outcome": "Olit oikeassa: luettelo oli vanha. Olemme korjanneet sen.",
        "passed_on": "Tilini poistaminen heidän palvelustaan.",
        "costs": "400 sivun kopiointi ja tarkistus vie kaksi tuntia.",
        "searched": "Myynnin sähköpostilaatikko nimellä ja osoitteella.",
        "left_out": "Nauhat ennen vuotta 2019.",
    },
    "sv": {
        "right": "tillgång till egna uppgifter",
        "met": "Nyhetsbrev",
        "kept": "Bokföring",
        "outside": "Löneräkning",
        "bases": "rättslig förpliktelse",
        "not_held": "Rekrytering",
        "doubt": "Begäran kom från en adress som vi inte känner till.",
        "asked": "Ange ditt kundnummer.",
        "policy_reasons": "Fakturor visar vad en person köper.",
        "policy_masks": "Täck över beloppen på en faktura.",
        "question": "Menar du beställningarna eller samtalen?",
        "reason": "Uppgifterna finns i elva gamla arkiv.",
        "note": "Två av tre datasystem har gåtts igenom.",
        "reasoning": "Du begärde samma sak för en vecka sedan.",
        "ground": "uppenbart orimlig begäran",
        "facts": "Femte begäran denna månad.",
        "what": "Adress",
        "restriction_ground": "Uppgifternas riktighet bestrids (artikel 18.1 a).",
        "reviewer": "Liisa Lahti, chef för kreditbeslut",
        "findings": "Inkomsten för 2026 saknades.",
        "progress": "Vi har bett försäljningen om uppgifter. Vi svarar senast den 20 april.",
        "known_as": "kund 4711",
        "change": "Leveransadresserna för 2026.",
        "outcome": "Du hade rätt: listan var gammal. Vi har rättat den.",
        "passed_on": "Radering av mitt konto i deras tjänst.",
        "costs": "Att kopiera och granska 400 sidor tar två timmar.",
        "searched": "Försäljningens e-post, med namn och adress.",
        "left_out": "Band från tiden före 2019.",
    },
    "en": {
        "right": "access to one’s data",
        "met": "Newsletter",
        "kept": "Bookkeeping",
        "outside": "Payroll",
        "bases": "legal obligation",
        "not_held": "Recruitment",
        "doubt": "The request came from an address that we do not know.",
        "asked": "Tell us your customer number.",
        "policy_reasons": "Invoices show what a person buys.",
        "policy_masks": "Cover the amounts on an invoice.",
        "question": "Do you mean the orders or the calls?",
        "reason": "The data lie in eleven old archives.",
        "note": "Two of three data systems have been searched.",
        "reasoning": "You asked for the same a week ago.",
        "ground": "manifestly excessive",
        "facts": "Fifth request this month.",
        "what": "Address",
        "restriction_ground": "The accuracy is contested (Art. 18(1)(a)).",
        "reviewer": "Liisa Lahti, head of credit decisions",
        "findings": "The income of 2026 was missing.",
        "progress": "We have asked the sales team. We answer by 20 April.",
        "known_as": "customer 4711",
        "change": "The delivery addresses of 2026.",
        "outcome": "You were right: the list was old. We have corrected it.",
        "passed_on": "Erasing my account in their service.",
        "costs": "Copying and checking 400 pages takes two hours.",
        "searched": "The mailbox of the sales team, by name and address.",
        "left_out": "Tapes of before 2019.",
    },
}


def sample_case(language: str, controller: Controller) -> dict[str, Any]:
    """Every placeholder that a letter to a person may be given."""
    say = WORDS[language]
    return {
        **_plain(say),
        **_dated(),
        **_lists(say),
        "controller": controller,
        "confirm_url": f"{SITE}/{language}/confirm/sample/",
        "draft_url": f"{SITE}/{language}/form/go-on/sample/",
        "open_url": f"{SITE}/{language}/open/sample/",
        "ask_link_url": f"{SITE}/{language}/link/",
    }


def _plain(say: dict[str, str]) -> dict[str, Any]:
    return {
        "name": "Maija Meikäläinen",
        "reference": "RD-7K3M-Q9XA",
        "right": say["right"],
        "at_home": "",
        "former": "",
        "asked_for": say["asked"],
        "may_go_direct": True,
        "by_post": False,
        "several": False,
        "code": "0123 4567",
        "code_minutes": 30,
        "doubt": say["doubt"],
        "what_is_asked": say["asked"],
        "policy_reasons": say["policy_reasons"],
        "policy_masks": say["policy_masks"],
        "question": say["question"],
        "first_letter": say["question"],
        "reason": say["reason"],
        "note": say["note"],
        "turn_to": "Alpine Ski House AB\nprivacy@alpine.example",
        "reasoning": say["reasoning"],
        "restriction_ground": say["restriction_ground"],
        "recipient": "Posti Oy",
        "known_as": say["known_as"],
        "did": "erased",
        "change": say["change"],
        "outcome": say["outcome"],
        "progress": say["progress"],
        "sent_to": "",
        "forwarded_to": "Contoso AB, Stockholm",
        "passed_on": say["passed_on"],
        "was_passed_on": False,
        "amount": Decimal("12.50"),
        "currency": "EUR",
        "fee_ground": "ART12_5_EXCESSIVE",
        "article": "12(5)",
        "costs": say["costs"],
    }


def _dated() -> dict[str, Any]:
    return {
        "received_on": RECEIVED,
        "due_on": DUE,
        "forward_by": None,
        "promised_on": "",
        "extended_due_on": date(2027, 6, 7),
        "expires_on": date(2027, 5, 31),
        "asked_on": date(2027, 3, 9),
        "sent_on": date(2027, 3, 8),
        "lifts_on": date(2027, 5, 3),
        "pass_on_by": date(2027, 3, 10),
        "kept_until": date(2027, 3, 12),
        "first": {
            "reference": "RD-2222-3333",
            "received_on": date(2027, 3, 1),
            "due_on": date(2027, 4, 1),
            "closed_on": None,
        },
    }


def _lists(say: dict[str, str]) -> dict[str, Any]:
    ground = {
        "label": say["ground"],
        "article": "12(5)",
        "facts": say["facts"],
        "law": "",
        "purpose": say["kept"],
    }
    return {
        "requests": [{"right": say["right"], "due_on": DUE, "stops_at_once": False}],
        "authorities": [
            {
                "name": "Tietosuojavaltuutetun toimisto",
                "address": "PL 800, 00531 Helsinki",
                "email": "tietosuoja@om.fi",
                "site": "https://tietosuoja.fi",
            }
        ],
        "grounds": [ground],
        "items": {
            "met": [say["met"]],
            "kept": [say["kept"]],
            "outside": [{"purpose": say["outside"], "bases": say["bases"]}],
            "not_held": [say["not_held"]],
        },
        "backups_until": "",
        "recipients": {"told": ["Posti Oy"], "public": [], "excused": []},
        "corrections": [
            {
                "what": say["what"],
                "old_value": "Vanhakatu 1",
                "new_value": "Uusikatu 2",
                "statement": "",
            }
        ],
        "review": {"reviewer": say["reviewer"], "result": "changed", "findings": say["findings"]},
        "search_limit": {
            "searched": say["searched"],
            "left_out": say["left_out"],
            "reason": say["reason"],
        },
    }
