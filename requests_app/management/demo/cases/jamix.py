"""Requests to Jamix for the rights beside access, where two people decide on a refusal.

The persons are invented.
"""

from requests_app.domain.grounds import RefusalGround
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.management.demo import steps, work_steps
from requests_app.management.demo.case import KNOWN_EN, KNOWN_FI, KNOWN_SV, Case
from requests_app.management.demo.work_steps import ByPurpose, Kept
from requests_app.models import Channel, IdentityMethod, Outcome

JAMIX = ("jamix", "customers-and-marketing")

CASES = (
    Case(
        about_register=JAMIX,
        handler="hanna",
        rights=(Right.AUTOMATED_DECISION,),
        person="Ian Inactive",
        email="ian.inactive@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=10,
        about="Your computer decided that I am “inactive” and closed my helpdesk account. I want a "
        "person to look at this.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_EN),
            (
                5,
                steps.refused(
                    RefusalGround.ART22_NOT_SOLELY_AUTOMATED,
                    reasoning="Your account was not closed by a computer. Your employer asked our "
                    "helpdesk to close it, and a colleague did so the same day. If that was a "
                    "mistake, your employer can have it opened again with one call.",
                    facts="The request of the employer’s contact person and the colleague who "
                    "closed the account are in the helpdesk’s log.",
                ),
            ),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="hanna",
        rights=(Right.PORTABILITY,),
        person="Priya Portfolio",
        email="priya.portfolio@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=13,
        about="I am changing jobs and want to take my data with me, in JSON please.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_EN),
            (
                8,
                steps.refused(
                    RefusalGround.ART20_NOT_CONSENT_OR_CONTRACT,
                    reasoning="The right to take data along reaches only what rests on your "
                    "consent or on a contract with you. The agreement here is your employer’s, "
                    "and we hold your data because of our interest in serving it. You can have a "
                    "copy of everything by asking for access, and we will send it as JSON.",
                    facts="All purposes of the register rest on legitimate interest or on law.",
                ),
            ),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="hanna",
        rights=(Right.CONSENT_WITHDRAWAL,),
        person="Seija Suostumus",
        email="seija.suostumus@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=16,
        about="Perun suostumukseni. En muista mihin olen suostunut, mutta perun kaiken.",
        steps=(
            (0, steps.confirmed),
            (1, work_steps.done("Suostumusta ei ole eikä ole ollut.")),
            (
                3,
                work_steps.decided(
                    Outcome.NOT_APPLICABLE,
                    reasoning="Olet rekisterissä, koska työnantajasi on nimennyt sinut "
                    "yhteyshenkilöksi, etkä ole antanut meille suostumusta mihinkään.",
                ),
            ),
            (4, steps.answered),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="henrik",
        rights=(Right.RESTRICTION,),
        person="Fredrik Föräldraledig",
        email="fredrik.foraldraledig@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=17,
        about="Jag är föräldraledig till augusti. Sluta använda mina uppgifter så länge.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_SV),
            (
                6,
                steps.refused(
                    RefusalGround.ART18_NO_GROUND,
                    reasoning="Lagen ger rätt till begränsning bara i fyra fall, och ledighet är "
                    "inte ett av dem. Vi har i stället kommit överens med din arbetsgivare om en "
                    "ersättare, så att ingen kontaktar dig före augusti.",
                    facts="Begäran gäller varken uppgifternas riktighet, olaglig behandling, "
                    "rättsliga anspråk eller en invändning.",
                ),
            ),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="hanna",
        rights=(Right.OBJECTION,),
        scope=ObjectionScope.MARKETING,
        person="Patricia Prospect",
        email="patricia.prospect@example.com",
        language="en",
        channel=Channel.EMAIL,
        days_ago=20,
        about="I left my card at your stand once. That does not mean I want a newsletter every "
        "week. Stop it, please.",
        steps=(
            (0, work_steps.done("On the list of those who get no marketing.")),
            (1, work_steps.decided()),
            (1, steps.answered),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="hanna",
        rights=(Right.RECTIFICATION,),
        person="Kaarina Koulutus",
        email="kaarina.koulutus@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=21,
        about="Tiedoissanne lukee, että olin syksyn koulutuksessa. En ollut, ja siitä on silti "
        "laskutettu työnantajaani.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_FI),
            (3, work_steps.searching),
            (6, steps.found("Ilmoittautuminen ja osallistuminen merkitty.")),
            (8, steps.found("Etäkoulutuksen loki: kirjautunut hänen tunnuksellaan koko päivän.")),
            (
                13,
                steps.refused(
                    RefusalGround.ART16_NOT_INACCURATE,
                    reasoning="Koulutuksen lokin mukaan tunnuksellasi oltiin mukana koko päivän, "
                    "joten emme voi pitää merkintää virheellisenä. Jos joku muu käytti tunnustasi, "
                    "kerro siitä meille: liitämme selvityksesi tietoihin ja vaihdamme tunnuksen.",
                    facts="Etäkoulutuksen osallistumisloki ja ilmoittautuminen samasta "
                    "osoitteesta.",
                ),
            ),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="hanna",
        rights=(Right.OBJECTION,),
        scope=ObjectionScope.OTHER,
        person="Lauri Loki",
        email="lauri.loki@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=24,
        about="Vastustan sitä, että jokainen kirjautumiseni ja reseptimuutokseni tallennetaan "
        "nimelläni.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_FI),
            (4, work_steps.weighing("Kokee, että esimies valvoo häntä lokien avulla.")),
            (7, work_steps.done("Lokia ei näytetä esimiehelle arvioinnin aikana.")),
            (
                16,
                steps.refused(
                    RefusalGround.ART21_COMPELLING_GROUNDS,
                    reasoning="Resepteissä on allergeenitietoja, ja virhe niissä voi vaarantaa "
                    "ruokailijan hengen. Siksi on voitava selvittää, kuka tietoa on muuttanut. "
                    "Muuhun lokia ei käytetä: esimies ei enää näe sitä, ja se poistetaan vuoden "
                    "kuluttua.",
                    facts="Järjestelmä ohjaa koulujen ja sairaaloiden keittiöitä; "
                    "allergeenitietojen muutoksia on jouduttu selvittämään lokista.",
                ),
            ),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="hanna",
        rights=(Right.ERASURE,),
        person="Erkki Entinen",
        email="erkki.entinen@example.com",
        language="fi",
        channel=Channel.PORTAL,
        due_in=2,
        about="Olen eläkkeellä. Poistakaa minut listoiltanne, viestit tulevat yhä "
        "kotiosoitteeseeni.",
        steps=(
            (0, steps.confirmed),
            (2, steps.begun),
            (
                3,
                steps.identified(
                    IdentityMethod.NOT_IN_DOUBT,
                    "Soitimme vanhaan työpaikkaan tallennettuun numeroon; kollega vahvisti.",
                ),
            ),
            (4, work_steps.searching),
            (7, steps.found("Yhteyshenkilö vuosina 2012–2024, koulutuksia ja palautteita.")),
            (8, steps.nothing_found),
            (
                12,
                work_steps.decided(
                    reasoning="Laskuissa ei ole nimeäsi, joten mitään ei tarvitse säilyttää."
                ),
            ),
            (13, work_steps.erasing),
            (16, work_steps.done("Poistettu.")),
            (18, work_steps.informing),
            (19, work_steps.told("Sähköpostilla, poisto vahvistettu.", "Esimerkkipilvi")),
        ),
    ),
    Case(
        about_register=JAMIX,
        handler="hanna",
        rights=(Right.ERASURE,),
        person="Gwen Goodbye",
        email="gwen.goodbye@example.com",
        language="en",
        channel=Channel.PORTAL,
        due_in=6,
        about="I have left Sample Canteens Ltd. Delete my account and everything you hold on me.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_EN),
            (3, work_steps.searching),
            (7, steps.found("Contact person since 2020; her name stands on four invoices.")),
            (9, steps.found("22 support requests, all closed.")),
            (
                15,
                work_steps.decided(
                    Outcome.PARTIAL,
                    reasoning="Everything goes but your name on four invoices, which the law makes "
                    "us keep for six years. Nobody will use it for anything else.",
                    by_purpose=ByPurpose(
                        kept=(
                            Kept(
                                purpose="Invoicing",
                                ground=RefusalGround.ART17_3B_LEGAL_OBLIGATION,
                                law="Accounting Act 1336/1997, chapter 2, section 10",
                                facts="Vouchers are kept for six years from the end of the year in "
                                "which the accounting period ended.",
                            ),
                        ),
                    ),
                ),
            ),
            (16, steps.laid_before_supervisor),
        ),
    ),
)
