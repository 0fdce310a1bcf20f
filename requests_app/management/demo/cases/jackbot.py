"""Requests to Jackbot for the rights beside access. The persons are invented."""

from requests_app.domain.grounds import RefusalGround
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.management.demo import steps, work_steps
from requests_app.management.demo.case import KNOWN_EN, KNOWN_FI, KNOWN_SV, ORDERS, Case
from requests_app.management.demo.steps import on
from requests_app.management.demo.work_steps import ByPurpose, Kept
from requests_app.models import Channel, IdentityMethod, Outcome, RestrictionGround
from requests_app.services.correct import Change

JACKBOT = ("jackbot", "customers")
OF_CLIENTS = ("jackbot", "client-data")

CASES = (
    Case(
        about_register=OF_CLIENTS,
        handler="hanna",
        person="Vilma Viesti",
        email="vilma.viesti@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=0,
        about="Kirjoitin viime viikolla hotellin sivuilla, ja viestini näyttää menneen teille. "
        "Mitä siitä on tallessa?",
        client_named="Mallimajoitus",
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.OBJECTION,),
        scope=ObjectionScope.MARKETING,
        person="Kimmo Kiukku",
        email="kimmo.kiukku@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=0,
        about="Lopettakaa nuo mainokset!! Olen pyytänyt tätä jo kahdesti.",
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.RECTIFICATION,),
        person="Tomi Tänään",
        email="tomi.tanaan@example.com",
        language="fi",
        channel=Channel.PORTAL,
        due_in=0,
        about="Tittelini on väärin. Olen toimitusjohtaja, en myyntijohtaja, ja postini menee "
        "väärälle osastolle.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_FI),
            (9, work_steps.decided()),
            (
                9,
                work_steps.correcting(
                    Change(what="Titteli", old_value="myyntijohtaja", new_value="toimitusjohtaja")
                ),
            ),
            (15, work_steps.done("Korjattu.")),
            (19, work_steps.informing),
            (20, work_steps.told("Sähköpostilla tukeen, kuittaus saatu.", "Esimerkkipilvi")),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.RECTIFICATION,),
        person="Tomi Tänään",
        email="tomi.tanaan@example.com",
        language="fi",
        channel=Channel.EMAIL,
        days_ago=3,
        about="Tittelini on väärin. Olen toimitusjohtaja, en myyntijohtaja.",
        steps=((1, steps.sent_before("Sama pyyntö kuin lomakkeella, lähetetty uudelleen.")),),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.ERASURE, Right.OBJECTION, Right.CONSENT_WITHDRAWAL),
        scope=ObjectionScope.ALL,
        person="Katri Kyllästynyt",
        email="katri.kyllastynyt@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=6,
        about="Poistakaa kaikki tietoni, lopettakaa uutiskirjeet ja se että seuraatte mitä "
        "klikkaan. En ole teidän asiakas vaan entinen työnantajani oli.",
        identifiers="Entinen työnantaja Malliyritys Oy",
        steps=(
            (0, steps.confirmed),
            (1, on(Right.CONSENT_WITHDRAWAL, work_steps.done("Tilaus ja evästeet poistettu."))),
            (1, on(Right.OBJECTION, work_steps.done("Lisätty kieltolistalle."))),
            (1, steps.begun),
            (1, on(Right.OBJECTION, steps.begun)),
            (1, KNOWN_FI),
            (2, on(Right.CONSENT_WITHDRAWAL, work_steps.decided())),
            (2, on(Right.CONSENT_WITHDRAWAL, steps.answered)),
            (
                2,
                on(
                    Right.OBJECTION,
                    work_steps.weighing(
                        "Ei enää työskentele asiakasyrityksessä; käyttötietoja kertyy yhä "
                        "kirjautumisista vanhalla tunnuksella."
                    ),
                ),
            ),
            (2, work_steps.searching),
            (4, steps.found("Yhteyshenkilö 2022–2025, viisi tukipyyntöä. Kaikki voi poistaa.")),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.RESTRICTION,),
        person="Conrad Contest",
        email="conrad.contest@example.com",
        language="en",
        channel=Channel.EMAIL,
        days_ago=9,
        about="You seem to think I am still head of procurement at Sample Client Ltd, probably "
        "from LinkedIn. I am not. Until you have checked, please don't use it.",
        steps=(
            (1, steps.begun),
            (1, KNOWN_EN),
            (3, work_steps.decided()),
            (
                3,
                work_steps.restricting(
                    RestrictionGround.ACCURACY,
                    "He says that the job title taken from a public profile is out of date.",
                ),
            ),
            (4, work_steps.one_done("The contact is locked for everything but storage.")),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.RECTIFICATION,),
        person="Raija Raita",
        email="raija.raita@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=11,
        about="Sukunimeni on nykyään Raita, ja puhelinnumeronikin on vaihtunut. Laskut tulevat yhä "
        "vanhalla nimellä.",
        identifiers="Aiemmin Raija Ruutu",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_FI),
            (4, work_steps.decided()),
            (
                4,
                work_steps.correcting(
                    Change(what="Sukunimi", old_value="Ruutu", new_value="Raita"),
                    Change(
                        what="Puhelinnumero",
                        old_value="+358 50 000 0001",
                        new_value="+358 50 000 0002",
                    ),
                ),
            ),
            (6, work_steps.one_done("Nimi ja numero korjattu.")),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.PORTABILITY,),
        person="Mia Medflytt",
        email="mia.medflytt@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=15,
        about="Jag byter leverantör. Ge mig mina uppgifter i en fil som går att läsa in i ett "
        "annat system, inte som pdf.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_SV),
            (3, steps.collecting),
            (6, steps.found("Kontaktuppgifter och sex supportärenden.", file=ORDERS)),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.ERASURE,),
        person="Eetu Eronnut",
        email="eetu.eronnut@example.com",
        language="fi",
        channel=Channel.EMAIL,
        days_ago=18,
        about="Työsuhteeni päättyi. Poistakaa minua koskevat tiedot, kiitos.",
        steps=(
            (1, steps.begun),
            (2, KNOWN_FI),
            (2, work_steps.searching),
            (4, steps.found("Yhteyshenkilö vuodesta 2021 ja yhdeksän tukipyyntöä: poistetaan.")),
            (6, steps.found("Kolmessa laskussa viitteenä: tositteina säilytettävä.")),
            (7, steps.nothing_found),
            (
                9,
                work_steps.decided(
                    Outcome.PARTIAL,
                    reasoning="Nimesi jää kolmeen laskuun, jotka olemme velvollisia säilyttämään "
                    "tositteina. Poistamme nekin, kun laissa säädetty aika on kulunut. Kaikki muut "
                    "tietosi poistamme nyt.",
                    by_purpose=ByPurpose(
                        kept=(
                            Kept(
                                purpose="Invoices",
                                ground=RefusalGround.ART17_3B_LEGAL_OBLIGATION,
                                law="Kirjanpitolaki 1336/1997, 2 luku 10 §",
                                facts="Tositteet on säilytettävä kuusi vuotta sen vuoden lopusta, "
                                "jonka aikana tilikausi on päättynyt.",
                            ),
                        ),
                        others={"cookies": ItemResult.NOT_HELD, "newsletter": ItemResult.NOT_HELD},
                    ),
                ),
            ),
            (10, work_steps.erasing),
            (13, work_steps.one_done("Poistettu.")),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.CONSENT_WITHDRAWAL,),
        person="Carina Cookie",
        email="carina.cookie@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=25,
        about="Jag återkallar mitt samtycke till nyhetsbrevet och till kakorna.",
        steps=(
            (0, steps.confirmed),
            (1, steps.assigned),
            (1, work_steps.done("Borttagen från sändlistan.")),
            (2, work_steps.decided()),
            (2, steps.answered),
            (
                20,
                steps.reopened(
                    "Du har berättat att du fick ett nyhetsbrev efter att du hade återkallat ditt "
                    "samtycke. Vi utreder varför och ser till att utskicken upphör."
                ),
            ),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.OBJECTION,),
        scope=ObjectionScope.OTHER,
        person="Debbie Dispute",
        email="debbie.dispute@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=33,
        about="I object to you keeping my support messages. I wrote them when I was upset and I "
        "have left that job.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_EN),
            (3, work_steps.weighing("She has left the company and finds the messages painful.")),
            (5, work_steps.done("Locked: not used for anything but the claim.")),
            (
                16,
                steps.refused(
                    RefusalGround.ART21_LEGAL_CLAIMS,
                    reasoning="We understand why you want the messages gone. Your former "
                    "employer’s claim about the same fault is still open, and without the "
                    "messages neither side could show what was said. They stay locked meanwhile, "
                    "and we erase them when the claim is settled.",
                    facts="Sample Client Ltd claims damages for the fault that the messages "
                    "report; the claim has been neither paid nor withdrawn.",
                ),
            ),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.PORTABILITY,),
        person="Peter Portable",
        email="peter.portable@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=40,
        about="Please send my data straight to my new provider, Sample CRM Ltd.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_EN),
            (2, steps.collecting),
            (5, steps.found("Contact details and four support requests.", file=ORDERS)),
            (6, steps.found("Two orders that he placed.")),
            (6, steps.nothing_found),
            (
                12,
                work_steps.transfer_prepared(
                    by_purpose=ByPurpose(
                        others={"cookies": ItemResult.NOT_HELD, "newsletter": ItemResult.NOT_HELD}
                    ),
                    sent_to="Sample CRM Ltd, privacy@sample-crm.example",
                ),
            ),
            (13, steps.answered),
            (15, steps.opened),
        ),
    ),
    Case(
        about_register=JACKBOT,
        handler="hanna",
        rights=(Right.RESTRICTION,),
        person="Lempi Lukko",
        email="",
        language="fi",
        channel=Channel.LETTER,
        days_ago=70,
        about="Kiistän, että olisin tilannut teiltä mitään. Pyydän, ettei tietojani käytetä ennen "
        "kuin asia on selvitetty.",
        postal_address="Mallipolku 7 B 2\n33100 Tampere",
        steps=(
            (2, steps.begun),
            (
                3,
                steps.identified(
                    IdentityMethod.NOT_IN_DOUBT,
                    "Osoite ja tilauksen numero ovat samat kuin meillä.",
                ),
            ),
            (5, work_steps.decided()),
            (
                5,
                work_steps.restricting(
                    RestrictionGround.ACCURACY,
                    "Kiistää tilauksen, jonka vuoksi hän on rekisterissä.",
                ),
            ),
            (8, work_steps.done("Lukittu.")),
            (9, work_steps.informing),
            (10, work_steps.told("Sähköpostilla, kuitattu.", "Esimerkkipilvi", "Malliluku")),
            (11, work_steps.excused("Ei ole saanut tietojasi.")),
            (12, steps.answered),
            (
                67,
                work_steps.lifting_announced(
                    days_on=10,
                    reason="Tilausvahvistus löytyi, ja siinä on allekirjoituksesi. Lähetimme siitä "
                    "jäljennöksen sinulle.",
                ),
            ),
        ),
    ),
)
