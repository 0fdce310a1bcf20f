"""Twenty requests for access, at every stage. The persons are invented."""

from dataclasses import dataclass

from requests_app.domain.grounds import RefusalGround
from requests_app.management.demo import steps
from requests_app.management.demo.steps import Step
from requests_app.models import Channel, IdentityMethod, Outcome

JACKBOT = ("jackbot", "customers")
JAMIX = ("jamix", "customers-and-marketing")
ANY_OF_JACKBOT = ("jackbot", "")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A request received ``days_ago``, and its steps: (days after receipt, what happened)."""

    about_register: tuple[str, str]
    handler: str
    person: str
    email: str
    language: str
    channel: Channel
    days_ago: int
    about: str
    postal_address: str = ""
    phone: str = ""
    identifiers: str = ""
    steps: tuple[tuple[int, Step], ...] = ()


KNOWN_FI = steps.identified(
    IdentityMethod.KNOWN_CHANNEL, "Kirjoitti osoitteesta, joka meillä on asiakastiedoissa."
)
KNOWN_SV = steps.identified(
    IdentityMethod.KNOWN_CHANNEL, "Skrev från den adress som finns i våra kunduppgifter."
)
KNOWN_EN = steps.identified(
    IdentityMethod.KNOWN_CHANNEL, "Wrote from the address that we hold in the customer data."
)
ORDERS = "pvm;tapahtuma\n2025-11-04;Sopimus\n2026-02-17;Tukipyyntö\n"

CASES = (
    Case(
        about_register=JACKBOT,
        handler="hanna",
        person="Maija Malliksi",
        email="maija.malliksi@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=0,
        about="Haluan tietää, mitä tietoja teillä on minusta.",
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        person="Stina Stavelse",
        email="stina.stavelse@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=2,
        about="Jag vill ha en kopia av alla uppgifter om mig.",
        steps=((0, steps.confirmed),),
    ),
    Case(
        about_register=ANY_OF_JACKBOT,
        handler="hanna",
        person="Edward Example",
        email="edward.example@example.com",
        language="en",
        channel=Channel.EMAIL,
        days_ago=5,
        about="Please send me everything you hold about me, also from LinkedIn.",
        steps=((1, steps.assigned), (1, steps.begun), (2, KNOWN_EN)),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        person="Pekka Peitenimi",
        email="nimimerkki77@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=9,
        about="Pyydän kaikki tietoni.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (
                2,
                steps.proof_asked(
                    "Sähköpostiosoitetta ei ole tiedoissamme, ja samanniminen asiakas käyttää "
                    "toista osoitetta.",
                    "Vastaa osoitteesta, jota olet käyttänyt asiakkaanamme, tai kerro "
                    "asiakasnumerosi.",
                ),
            ),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        person="Kerttu Kirjekyyhky",
        email="",
        language="fi",
        channel=Channel.LETTER,
        days_ago=13,
        about="Pyydän jäljennöksen kaikista itseäni koskevista tiedoista postitse.",
        postal_address="Mallikuja 3\n33100 Tampere",
        identifiers="Asiakasnumero 10027",
        steps=(
            (1, steps.begun),
            (
                2,
                steps.proof_asked(
                    "Kirjeen osoite poikkeaa siitä, joka meillä on.",
                    "Kerro aiempi osoitteesi tai viimeisimmän laskusi numero.",
                ),
            ),
            (
                7,
                steps.identified(
                    IdentityMethod.NOT_IN_DOUBT,
                    "Kertoi aiemman osoitteensa ja viimeisimmän laskun numeron.",
                ),
            ),
            (8, steps.collecting),
            (10, steps.found("Asiakkuus 2021–2024, yhteyshenkilö; kolme tukipyyntöä.")),
        ),
    ),
    Case(
        about_register=ANY_OF_JACKBOT,
        handler="hanna",
        person="Tuva Telefon",
        email="tuva.telefon@example.com",
        language="sv",
        channel=Channel.PHONE,
        days_ago=16,
        about="Ringde och bad att få veta varifrån vi har fått hennes uppgifter.",
        phone="+358 50 000 0000",
        steps=((1, steps.begun), (3, KNOWN_SV), (4, steps.collecting)),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        person="Veikko Vierailija",
        email="veikko.vierailija@example.com",
        language="fi",
        channel=Channel.VISIT,
        days_ago=20,
        about="Kävi toimistolla ja pyysi tietonsa.",
        steps=(
            (
                0,
                steps.identified(
                    IdentityMethod.SEEN_IN_PERSON, "Näytti ajokorttinsa; siitä ei otettu kopiota."
                ),
            ),
            (1, steps.begun),
            (2, steps.collecting),
            (5, steps.found("Yhteyshenkilö yrityksessä Malliyritys Oy.", file=ORDERS)),
            (6, steps.nothing_found),
            (9, steps.found("Uutiskirjeen tilaus 12.3.2025.")),
            (12, steps.reviewing),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        person="Rebecca Ready",
        email="rebecca.ready@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=24,
        about="A copy of my data, please, and to whom you gave them.",
        identifiers="I worked for Sample Client Ltd.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_EN),
            (2, steps.collecting),
            (6, steps.found("Contact person of Sample Client Ltd since 2023.", file=ORDERS)),
            (7, steps.found("Two invoices addressed to her attention.")),
            (9, steps.found("Newsletter ordered on 12 March 2025.")),
            (12, steps.reviewing),
            (20, steps.prepared()),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        person="Urho Uudelleen",
        email="urho.uudelleen@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=26,
        about="Mitä tietoja teillä on minusta ja mistä ne on saatu?",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_FI),
            (2, steps.collecting),
            (4, steps.found("Yhteystiedot Fonectasta.")),
            (4, steps.nothing_found),
            (5, steps.nothing_found),
            (6, steps.reviewing),
            (7, steps.prepared()),
            (8, steps.answered),
            (9, steps.opened),
            (
                19,
                steps.reopened("Henkilö kertoi, että hänen vanhan osoitteensa tiedot puuttuivat."),
            ),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        person="Lars Långsam",
        email="lars.langsam@example.com",
        language="sv",
        channel=Channel.EMAIL,
        days_ago=38,
        about="Jag begär ut alla mina uppgifter.",
        steps=(
            (3, steps.begun),
            (6, KNOWN_SV),
            (7, steps.collecting),
            (21, steps.found("Kontaktperson för Provföretaget Ab, två supportärenden.")),
        ),
    ),
    Case(
        about_register=ANY_OF_JACKBOT,
        handler="hanna",
        person="Paavo Pitkänen-Pyyntö",
        email="paavo.pitkanen@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=45,
        about="Kaikki viestit, lokit ja liitteet vuodesta 2015.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_FI),
            (4, steps.collecting),
            (
                22,
                steps.extended(
                    "Viestejä on yli 4 000, ja niistä on poistettava toisten ihmisten tiedot."
                ),
            ),
            (30, steps.found("Asiakkuus vuodesta 2015, 214 tukipyyntöä.", file=ORDERS)),
            (31, steps.found("38 laskua.")),
            (33, steps.found("Uutiskirje tilattu 2016, peruttu 2019.")),
            (40, steps.reviewing),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        person="Olivia Ontime",
        email="olivia.ontime@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=55,
        about="What do you know about me?",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_EN),
            (3, steps.collecting),
            (5, steps.found("Contact person of Demo Foods Oy.", file=ORDERS)),
            (6, steps.nothing_found),
            (6, steps.found("Visits to the website with consent, 2026.")),
            (9, steps.reviewing),
            (14, steps.prepared()),
            (15, steps.answered),
            (16, steps.opened),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        person="Myöhä Mattinen",
        email="myoha.mattinen@example.com",
        language="fi",
        channel=Channel.EMAIL,
        days_ago=75,
        about="Tietopyyntö.",
        steps=(
            (8, steps.begun),
            (9, KNOWN_FI),
            (12, steps.collecting),
            (20, steps.nothing_found),
            (26, steps.nothing_found),
            (30, steps.nothing_found),
            (37, steps.reviewing),
            (40, steps.prepared(Outcome.NO_DATA)),
            (41, steps.answered),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="henrik",
        person="Penny Processorlist",
        email="penny.processorlist@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=1,
        about="Your policy says that the list of processors is available on request. I request it.",
        steps=((0, steps.confirmed),),
    ),
    Case(
        about_register=JAMIX,
        handler="henrik",
        person="Ulla Upprepa",
        email="ulla.upprepa@example.com",
        language="sv",
        channel=Channel.EMAIL,
        days_ago=14,
        about="Jag vill än en gång få ut mina uppgifter.",
        steps=(
            (1, steps.begun),
            (2, KNOWN_SV),
            (
                9,
                steps.refused(
                    RefusalGround.ART12_5_EXCESSIVE,
                    reasoning="Du fick samma uppgifter för en vecka sedan, och ingenting har "
                    "ändrats efter det.",
                    facts="Sjätte begäran på två månader; de fem tidigare har besvarats i sin "
                    "helhet.",
                ),
            ),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="hanna",
        person="Martin Manysystems",
        email="",
        language="en",
        channel=Channel.LETTER,
        days_ago=18,
        about="I want all information concerning me.",
        postal_address="1 Sample Street\n40720 Jyväskylä",
        steps=(
            (2, steps.begun),
            (
                3,
                steps.identified(
                    IdentityMethod.NOT_IN_DOUBT, "Names the agreement he signed and its date."
                ),
            ),
            (
                4,
                steps.question_asked(
                    "Do you mean everything, or for example your support requests or the "
                    "training you attended?",
                    "Nine years of helpdesk messages, 6,300 in number, are held about him.",
                ),
            ),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="hanna",
        person="Pirjo Puolikas",
        email="pirjo.puolikas@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=52,
        about="Kopio kaikista tukipyyntöjen viesteistä, joissa nimeni mainitaan.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_FI),
            (4, steps.collecting),
            (8, steps.found("Yhteyshenkilö yrityksessä Keittiö Esimerkki Oy.")),
            (9, steps.found("Tukipyyntöjä 17, joista kahdessa on kollegan tietoja.", file=ORDERS)),
            (12, steps.reviewing),
            (
                15,
                steps.prepared(
                    Outcome.PARTIAL,
                    reasoning="Kahdesta viestistä on poistettu toisen ihmisen tiedot.",
                    ground=RefusalGround.ART15_4_OTHERS_RIGHTS,
                    facts="Viesteissä on kollegan terveydentilaa koskevia tietoja.",
                ),
            ),
            (15, steps.laid_before_supervisor),
            (17, steps.answer_approved),
            (18, steps.answered),
            (20, steps.opened),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="henrik",
        person="Nils Nekad",
        email="nils.nekad@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=62,
        about="Ge mig era källkoder och alla avtal.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_SV),
            (
                10,
                steps.refused(
                    RefusalGround.ART15_4_TRADE_SECRET,
                    reasoning="Källkoden och andra kunders avtal innehåller inga uppgifter om dig. "
                    "Dina egna uppgifter fick du den 2 i förra månaden.",
                    facts="Begäran gäller programkod och avtal med andra företag.",
                ),
            ),
            (12, steps.refusal_approved),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="henrik",
        person="Wilma Withdraw",
        email="wilma.withdraw@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=30,
        about="Everything you have on me.",
        steps=(
            (0, steps.confirmed),
            (2, steps.begun),
            (6, steps.withdrawn("I found the answer in my own account.")),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="hanna",
        person="Anon Anonym",
        email="anon.anonym@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=48,
        about="Mina uppgifter, tack.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (
                2,
                steps.proof_asked(
                    "Vi har ingen med detta namn eller denna adress i våra uppgifter.",
                    "Berätta vilket företag du har företrätt och vilken adress du använde då.",
                ),
            ),
            (33, steps.not_identified("Inget svar på frågan trots två påminnelser.")),
            (35, steps.closed_unidentified),
        ),
    ),
)
