"""What the editor says beside each field: why it is asked, by which article, and an example.

Examples stand in the language in which they would be written, so they are not translated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Help:
    """Beside one field; without ``why`` the field’s own words stand."""

    why: str | Promise = ""
    examples: Mapping[str, str] = field(default_factory=dict)


def _example(*, fi: str, sv: str, en: str, why: str | Promise = "") -> Help:
    return Help(why=why, examples={"fi": fi, "sv": sv, "en": en})


def help_for(part: str, name: str) -> Help:
    """What to say beside a field of a part (``version``: of the version itself)."""
    return HELP.get((part, name)) or HELP.get(("", name)) or Help()


HELP: Mapping[tuple[str, str], Help] = {
    ("", "key"): Help(
        why=_(
            "By it other lines and files name this one. It is made from the text by itself; "
            "a change reaches every line that names it."
        )
    ),
    ("", "purposes"): Help(why=_("None ticked: all purposes.")),
    ("", "subject_categories"): Help(why=_("None ticked: all groups.")),
    ("", "data_categories"): Help(why=_("None ticked: all data.")),
    ("", "country"): Help(why=_("Two letters, such as FI, SE or US.")),
    ("", "legal_acts"): _example(
        fi="Kirjanpitolaki (1336/1997) 2 luku 10 §",
        sv="Bokföringslagen (1336/1997) 2 kap. 10 §",
        en="Accounting Act (1336/1997), chapter 2, section 10",
    ),
    ("register", "names"): _example(
        fi="Asiakas- ja markkinointirekisteri",
        sv="Kund- och marknadsföringsregister",
        en="Customer and marketing register",
    ),
    ("register", "our_role"): Help(
        why=_("Controller: you decide why and how. Processor: your client does (GDPR Art. 4, 28).")
    ),
    ("register", "slug"): Help(
        why=_("The last part of the notice’s address. Made from the name by itself.")
    ),
    ("register", "contact_names"): _example(
        fi="Tietoturvapäällikkö",
        sv="Informationssäkerhetschefen",
        en="Information security manager",
        why=_("A role rather than a person: roles stay when people change."),
    ),
    ("version", "descriptions"): _example(
        fi="Tiedot henkilöistä, jotka ostavat meiltä tai tilaavat uutiskirjeen.",
        sv="Uppgifter om dem som köper av oss eller prenumererar på vårt nyhetsbrev.",
        en="Data on people who buy from us or subscribe to our newsletter.",
        why=_("Whose data, and what for: so that somebody knows whether this is about them."),
    ),
    ("version", "joint_arrangements"): _example(
        fi="Emoyhtiö vastaa rekisteröityjen pyyntöihin, tytäryhtiö tietojen oikeellisuudesta.",
        sv="Moderbolaget svarar på begäranden, dotterbolaget för att uppgifterna är riktiga.",
        en="The parent company answers requests; the subsidiary sees that the data are correct.",
        why=_("Who does what, and that one may turn to each of you (GDPR Art. 26)."),
    ),
    ("version", "provision_duties"): _example(
        fi="Yhteystiedot tarvitaan sopimusta varten; ilman niitä emme voi toimittaa tilausta.",
        sv="Kontaktuppgifterna behövs för avtalet; utan dem kan vi inte leverera beställningen.",
        en="We need contact details for the contract; without them we cannot deliver the order.",
    ),
    ("version", "decides_by_machine"): Help(
        why=_("Without a human having a say, with legal or similar effect (GDPR Art. 22(1)).")
    ),
    ("version", "automated_decisions"): _example(
        fi="Emme tee automaattisia päätöksiä emmekä profiloi.",
        sv="Vi fattar inga automatiserade beslut och profilerar inte.",
        en="We make no automated decisions and do no profiling.",
    ),
    ("version", "cookie_notes"): _example(
        fi="Pyydämme suostumuksen muihin kuin välttämättömiin evästeisiin ensikäynnillä.",
        sv="Vid första besöket ber vi om samtycke till andra kakor än de nödvändiga.",
        en="On the first visit we ask for consent to all cookies but the necessary ones.",
    ),
    ("version", "security_measures"): _example(
        fi="Järjestelmiin pääsevät vain ne, jotka tarvitsevat tietoja työssään.",
        sv="Bara de som behöver uppgifterna i sitt arbete kommer in i systemen.",
        en="Only those who need the data for their work can enter the systems.",
        why=_("Measures in general: access, encryption, backups, confidentiality."),
    ),
    ("version", "change_notes"): _example(
        fi="Lisätty uusi palveluntarjoaja; muuten ennallaan.",
        sv="En ny tjänsteleverantör har lagts till; i övrigt oförändrat.",
        en="A new service provider was added; all else is as before.",
    ),
    ("version", "impact_assessment"): Help(
        why=_("Whether one was needed, who assessed it and when, and where it lies (GDPR Art. 35).")
    ),
    ("version", "predates_desk"): Help(
        why=_("An older policy, entered as it stood: what it lacks stays open, and is not hidden.")
    ),
    ("contacts", "names"): _example(
        fi="Tietoturvapäällikkö",
        sv="Informationssäkerhetschefen",
        en="Information security manager",
        why=_("A role rather than a person: roles stay when people change."),
    ),
    ("purposes", "names"): _example(
        fi="Palvelujen ja tuotteiden laskutus",
        sv="Fakturering av tjänster och produkter",
        en="Invoicing of services and products",
        why=_("One purpose, in words by which people recognise it (GDPR Art. 5(1)(b), 13(1)(c))."),
    ),
    ("purposes", "bases"): Help(
        why=_(
            "Every basis the purpose rests on. If the policy you enter names none, leave it open: "
            "it shows as missing, and is not made up."
        )
    ),
    ("purposes", "legitimate_interests"): _example(
        fi="Yrityksen etu kertoa tuotteistaan asiakkailleen",
        sv="Företagets intresse av att berätta om sina produkter för kunderna",
        en="The company’s interest in telling its customers about its products",
        why=_("Which interest, and whose (GDPR Art. 6(1)(f), 13(1)(d))."),
    ),
    ("purposes", "withdrawal_ways"): _example(
        fi="Jokaisen uutiskirjeen lopussa olevasta linkistä",
        sv="Via länken i slutet av varje nyhetsbrev",
        en="By the link at the end of each newsletter",
    ),
    ("purposes", "is_direct_marketing"): Help(
        why=_("Everybody may forbid it at any time, without reasons (GDPR Art. 21(2)–(3)).")
    ),
    ("purposes", "owner"): Help(why=_("Who answers for it inside the house. Never published.")),
    ("subject_categories", "names"): _example(
        fi="Asiakkaiden yhteyshenkilöt",
        sv="Kunders kontaktpersoner",
        en="Contact persons of customers",
    ),
    ("data_categories", "names"): _example(
        fi="Työsähköposti",
        sv="E-postadress i arbetet",
        en="Work e-mail address",
        why=_("A kind of data, as the person would call it; not a column of a database."),
    ),
    ("data_categories", "origin"): Help(
        why=_("What the person gave, or you observed, can be moved elsewhere (GDPR Art. 20).")
    ),
    ("data_categories", "is_special"): Help(
        why=_("Health, ethnic origin, beliefs, trade union, sexual life, genes, biometrics.")
    ),
    ("data_categories", "is_identity_code"): Help(
        why=_("Only where a law allows it: name it below (GDPR Art. 87 and national law).")
    ),
    ("sources", "names"): _example(
        fi="Henkilö itse, yhteydenottolomakkeella",
        sv="Personen själv, via kontaktformuläret",
        en="The person, by the contact form",
    ),
    ("recipients", "names"): _example(
        fi="Tilitoimisto Malliluku Oy, Jyväskylä: laskutus",
        sv="Tilitoimisto Malliluku Oy, Jyväskylä: fakturering",
        en="Tilitoimisto Malliluku Oy, Jyväskylä: invoicing",
        why=_("By name where you can, with what they do for you."),
    ),
    ("recipients", "is_published"): Help(
        why=_(
            "Not ticked: the notice says that there are more, and who asks is told their names "
            "(GDPR Art. 15(1)(c))."
        )
    ),
    ("transfers", "names"): _example(
        fi="Käyttäjätuen tiedot Sample Helpdesk Inc. -yhtiölle Yhdysvaltoihin",
        sv="Uppgifter i användarstödet till Sample Helpdesk Inc. i USA",
        en="Helpdesk data to Sample Helpdesk Inc. in the USA",
        why=_("Which data, to whom, where."),
    ),
    ("transfers", "safeguard"): Help(
        why=_(
            "What makes it lawful today. An old policy’s Privacy Shield can be entered as it "
            "stands; no new version is published with it."
        )
    ),
    ("transfers", "copies"): _example(
        fi="Pyynnöstä tietosuojavastaavalta",
        sv="På begäran av dataskyddsombudet",
        en="On request from the data protection officer",
    ),
    ("retention_rules", "names"): _example(
        fi="Laskujen tositteet: kuusi vuotta sen vuoden lopusta, jona tilikausi päättyi",
        sv="Fakturaverifikat: sex år från utgången av det år då räkenskapsperioden gick ut",
        en="Invoice vouchers: six years from the end of the year in which the period ended",
        why=_("As people read it. Period and start below say the same so that it can be reckoned."),
    ),
    ("automations", "names"): _example(
        fi="Luottopäätös verkkokaupassa",
        sv="Kreditbeslut i nätbutiken",
        en="Credit decision in the web shop",
    ),
    ("automations", "logics"): _example(
        fi="Tulot, maksuhäiriöt ja aiemmat ostot pisteytetään; alle 40 pistettä hylätään.",
        sv="Inkomst, betalningsanmärkningar och tidigare köp ger poäng; under 40 blir det avslag.",
        en="Income, payment defaults and earlier purchases are scored; below 40 it is refused.",
    ),
    ("automations", "consequences"): _example(
        fi="Ilman luottoa voi silti ostaa ennakkomaksulla.",
        sv="Utan kredit kan man ändå köpa mot förskottsbetalning.",
        en="Without credit one can still buy by paying in advance.",
    ),
    ("cookies", "names"): _example(
        fi="session: pitää kirjautumisen voimassa",
        sv="session: håller inloggningen vid liv",
        en="session: keeps you signed in",
    ),
    ("cookies", "durations"): _example(
        fi="Selaimen sulkemiseen asti",
        sv="Tills webbläsaren stängs",
        en="Until the browser is closed",
    ),
}
