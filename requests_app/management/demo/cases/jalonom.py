"""Requests to Jalonom, whose Finnish and Swedish companies answer together.

They come in writing or at the shop’s counter; what the law against money laundering may keep
secret waits for a lawyer. The persons are invented.
"""

from requests_app.domain.grounds import RefusalGround
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.management.demo import steps, work_steps
from requests_app.management.demo.case import Case
from requests_app.management.demo.steps import on
from requests_app.management.demo.work_steps import ByPurpose, Kept
from requests_app.models import Channel, IdentityMethod, Outcome, RestrictionGround
from requests_app.services.correct import Change

JALONOM = ("jalonom", "customers")
SWEDEN = "jalonom-sweden"
KNOWN_SV = steps.identified(
    IdentityMethod.KNOWN_FACTS,
    "Skrev från adressen i kunduppgifterna och uppgav kundnumret och den senaste fakturan.",
)
KNOWN_FI = steps.identified(
    IdentityMethod.KNOWN_FACTS,
    "Kirjoitti asiakastietojen osoitteesta ja kertoi asiakasnumeron ja viimeisimmän laskun.",
)
ORDERS = "datum;order;belopp\n2025-11-28;20417;89,90\n2026-03-06;21733;12,50\n"

CASES = (
    Case(
        about_register=JALONOM,
        handler="henrik",
        rights=(Right.CONSENT_WITHDRAWAL, Right.ERASURE),
        person="Pia Profil",
        email="pia.profil@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=0,
        about="Hur vet ni vad jag är intresserad av? Jag tar tillbaka mitt samtycke och vill att "
        "allt sådant raderas. Kontot vill jag behålla.",
        steps=(
            (0, steps.confirmed),
            (0, work_steps.one_done("Inget samtycke där.")),
            (0, work_steps.one_done("Inget samtycke där.")),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="henrik",
        rights=(Right.OBJECTION,),
        scope=ObjectionScope.MARKETING,
        person="Ture Telefonförsäljning",
        email="",
        language="sv",
        channel=Channel.PHONE,
        days_ago=3,
        about="Ringde upprörd: ”Sluta skicka kampanjer till min telefon!” Vill ha bekräftelsen "
        "per brev.",
        phone="+358 50 000 0017",
        postal_address="Exempelgränden 4\n02650 Esbo",
        steps=(
            (0, steps.assigned),
            (0, work_steps.one_done("Används inte för marknadsföring.")),
            (0, work_steps.one_done("Används inte för marknadsföring.")),
            (1, work_steps.one_done("Spärrad i kundregistret.")),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="henrik",
        rights=(Right.OBJECTION, Right.AUTOMATED_DECISION),
        scope=ObjectionScope.ALL,
        person="Märta Misstänksam",
        email="marta.misstanksam@example.com",
        language="sv",
        channel=Channel.EMAIL,
        days_ago=4,
        about="Min granne får rabatter som jag inte får. Är det en maskin som bestämmer? I så fall "
        "motsätter jag mig det, och all reklam också.",
        steps=(
            (0, work_steps.done("All reklam till henne är stoppad.")),
            (1, steps.begun),
            (1, on(Right.AUTOMATED_DECISION, steps.begun)),
            (2, KNOWN_SV),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="henrik",
        person="Bertil Butik",
        email="",
        language="sv",
        channel=Channel.VISIT,
        days_ago=5,
        about="Kom till kassan i Esbo och ville se allt som vi har om honom. Hämtar svaret på "
        "papper i butiken.",
        phone="+358 50 000 0018",
        identifiers="Kundkort 44-1023",
        steps=(
            (
                0,
                steps.identified(
                    IdentityMethod.SEEN_IN_PERSON,
                    "Visade sitt körkort vid kassan; ingen kopia togs.",
                ),
            ),
            (1, steps.begun),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="henrik",
        rights=(Right.AUTOMATED_DECISION,),
        person="Stig Stoppad",
        email="stig.stoppad@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=8,
        about="Min beställning stoppades automatiskt och kundtjänst säger att ”systemet "
        "bestämmer”. Jag vill att en människa tittar på det och jag vill få förklara mig.",
        identifiers="Beställning 21733",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_SV),
            (
                3,
                work_steps.human_named(
                    "Lena Lyhörd",
                    "nätbutikschef, får släppa eller häva varje beställning",
                    "Beställningen ligger kvar och varan är reserverad tills hon har beslutat.",
                ),
            ),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="henrik",
        addressed_to=SWEDEN,
        rights=(Right.RESTRICTION,),
        person="Rut Reklamation",
        email="rut.reklamation@example.com",
        language="sv",
        channel=Channel.EMAIL,
        days_ago=15,
        about="Ni skrev att mina gamla köp snart gallras. Gör inte det! Jag behöver dem för min "
        "reklamation, men använd dem inte till något annat.",
        steps=(
            (1, steps.begun),
            (2, KNOWN_SV),
            (3, work_steps.decided()),
            (
                3,
                work_steps.restricting(
                    RestrictionGround.CLAIMS, "Reklamerar ett köp; tvisten är hos en nämnd."
                ),
            ),
            (6, work_steps.done("Spärrat, gallras inte.")),
            (8, work_steps.informing),
            (9, work_steps.excused("Har inga uppgifter om dina köp.", "tawk.to", "Google")),
            (10, work_steps.told("Per e-post, kvitterat.", "Esimerkkipilvi", "Malliluku")),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="hanna",
        rights=(Right.PORTABILITY,),
        person="Siiri Siirtäjä",
        email="siiri.siirtaja@example.com",
        language="fi",
        channel=Channel.PORTAL,
        days_ago=22,
        about="Haluan ostohistoriani tiedostona, jonka saan taulukkolaskentaan.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_FI),
            (4, steps.collecting),
            (6, steps.nothing_found),
            (6, steps.nothing_found),
            (8, steps.found("Kuusi tilausta ja tilin tiedot.", file=ORDERS)),
            (9, steps.nothing_found),
            (
                17,
                steps.released(
                    "OTM Laura Laki, Asianajotoimisto Esimerkki Oy",
                    "Asiakkaan tuntemista koskevia tietoja ei ole, joten mikään ei estä tietojen "
                    "antamista.",
                ),
            ),
            (
                18,
                work_steps.transfer_prepared(
                    by_purpose=ByPurpose(
                        others={
                            "Following": ItemResult.NOT_HELD,
                            "Profiling": ItemResult.NOT_HELD,
                            "Cookies": ItemResult.NOT_HELD,
                            "Sales": ItemResult.NOT_HELD,
                        }
                    )
                ),
            ),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="henrik",
        rights=(Right.OBJECTION,),
        scope=ObjectionScope.ALL,
        person="Vera Vägrar",
        email="vera.vagrar@example.com",
        language="sv",
        channel=Channel.PORTAL,
        due_in=4,
        about="Jag lever med skyddade personuppgifter och motsätter mig all behandling som inte är "
        "absolut nödvändig, reklam och profiler först av allt.",
        steps=(
            (0, steps.confirmed),
            (1, work_steps.done("All marknadsföring är spärrad.")),
            (1, steps.begun),
            (2, KNOWN_SV),
            (
                2,
                work_steps.weighing(
                    "Skyddade personuppgifter: varje onödig behandling är en risk."
                ),
            ),
            (4, work_steps.done("Endast behöriga kan öppna uppgifterna.")),
            (
                13,
                work_steps.decided(
                    Outcome.PARTIAL,
                    reasoning="Vi slutar med allt som du motsätter dig, utom skyddet mot intrång "
                    "och bedrägerier: det skyddar också ditt konto. Dina uppgifter visas inte ens "
                    "där för andra än den som är ansvarig för säkerheten.",
                    by_purpose=ByPurpose(
                        kept=(
                            Kept(
                                purpose="Security of the service",
                                ground=RefusalGround.ART21_COMPELLING_GROUNDS,
                                facts="Utan inloggningsloggen kunde någon ta över ett konto utan "
                                "att det märks, vilket vore farligast för den som har skyddade "
                                "uppgifter.",
                            ),
                        ),
                    ),
                ),
            ),
            (14, work_steps.ceasing),
            (17, work_steps.one_done("Upphört.")),
            (18, work_steps.one_done("Upphört.")),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="henrik",
        person="Karl Kontroll",
        email="karl.kontroll@example.com",
        language="sv",
        channel=Channel.PORTAL,
        due_in=1,
        about="Ni bad om min legitimation och frågade varifrån pengarna kom. Jag vill veta allt "
        "ni har antecknat om mig.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_SV),
            (4, steps.collecting),
            (7, steps.found("Två fakturor, betalda.")),
            (9, steps.found("Kundkontroll vid ett köp över gränsbeloppet; se bilagan i systemet.")),
            (10, steps.found("Kundkonto sedan 2019, elva beställningar.", file=ORDERS)),
            (11, steps.nothing_found),
            (18, steps.reviewing),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="henrik",
        addressed_to=SWEDEN,
        rights=(Right.RECTIFICATION,),
        person="Gösta Göteborg",
        email="gosta.goteborg@example.com",
        language="sv",
        channel=Channel.EMAIL,
        days_ago=30,
        about="Paketen går till min gamla adress i Borås fast jag har ändrat den tre gånger!",
        steps=(
            (2, steps.begun),
            (3, KNOWN_SV),
            (4, work_steps.decided()),
            (
                4,
                work_steps.correcting(
                    Change(
                        what="Leveransadress",
                        old_value="Exempelvägen 12, Borås",
                        new_value="Mönstergatan 3, Göteborg",
                    )
                ),
            ),
            (6, work_steps.done("Adressen är ändrad.")),
            (7, work_steps.informing),
            (8, work_steps.told("Per e-post, kvitterat.", "Esimerkkipilvi", "Malliluku")),
            (9, work_steps.told("I transportörens portal, bekräftat.", "Mallikuljetus")),
            (9, work_steps.excused("Har aldrig fått din adress.")),
            (12, steps.answered),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="henrik",
        person="Axel Anskaffning",
        email="axel.anskaffning@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=37,
        about="Registerutdrag, tack. Jag handlar för mitt företag och privat.",
        identifiers="Esimerkkiosto Ab",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_SV),
            (3, steps.collecting),
            (5, steps.found("Nio fakturor till Esimerkkiosto Ab, två privata.")),
            (7, steps.found("Företagets verkliga förmånstagare och kontrollen av dem.")),
            (8, steps.found("Två kundkonton.", file=ORDERS)),
            (8, steps.found("Profil: kontorsmöbler och belysning.")),
            (11, steps.reviewing),
            (
                17,
                steps.released(
                    "Jur.mag. Lena Lagman, Advokatbyrå Esimerkki Ab",
                    "Uppgifterna om kundens identitet och om verkliga förmånstagare får lämnas ut. "
                    "Det som omfattas av tystnadsplikt enligt 4 kap. i lagen 444/2017 lämnas inte "
                    "ut i något fall och ingår inte i materialet.",
                ),
            ),
            (19, steps.prepared()),
            (20, steps.answered),
            (23, steps.opened),
        ),
    ),
    Case(
        about_register=JALONOM,
        handler="henrik",
        rights=(Right.ERASURE,),
        person="Rakel Radera",
        email="rakel.radera@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=47,
        about="Jag vill bli bortglömd. Ta bort kontot och allt annat.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (2, KNOWN_SV),
            (3, work_steps.searching),
            (5, steps.found("Fem fakturor: verifikat.")),
            (6, steps.found("Kundkontroll vid ett kontantköp.")),
            (7, steps.found("Kundkonto, åtta beställningar: raderas.")),
            (7, steps.found("Profil och kakor: raderas.")),
            (
                12,
                work_steps.decided(
                    Outcome.PARTIAL,
                    reasoning="Kontot, beställningarna och profilen raderas. Verifikaten sparas i "
                    "sex år efter räkenskapsårets slut och kundkontrollen i fem år efter köpet, "
                    "och raderas sedan.",
                    by_purpose=ByPurpose(
                        kept=(
                            Kept(
                                purpose="Bookkeeping",
                                ground=RefusalGround.ART17_3B_LEGAL_OBLIGATION,
                                law="Bokföringslagen 1336/1997, 2 kap. 10 §",
                                facts="Fem fakturor är verifikat.",
                            ),
                            Kept(
                                purpose="due diligence",
                                ground=RefusalGround.ART17_3B_LEGAL_OBLIGATION,
                                law="Lagen 444/2017, 3 kap. 3 §",
                                facts="Ett kontantköp över gränsbeloppet.",
                            ),
                        ),
                    ),
                ),
            ),
            (13, work_steps.erasing),
            (16, work_steps.done("Raderat.")),
            (17, work_steps.informing),
            (18, work_steps.excused("Har inte fått uppgifter om dig.", "Myndigheter", "Köparen")),
            (18, work_steps.told("Per e-post, kvitterat.")),
            (19, steps.answered),
        ),
    ),
)
