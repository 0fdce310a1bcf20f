"""Requests to Jamix for access, where two people decide on a refusal. The persons are invented."""

from requests_app.domain.grounds import RefusalGround
from requests_app.management.demo import steps
from requests_app.management.demo.case import KNOWN_FI, KNOWN_SV, ORDERS, Case
from requests_app.models import Channel, IdentityMethod, Outcome

JAMIX = ("jamix", "customers-and-marketing")

CASES = (
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
                    proof="De fem tidigare begärandena och svaren finns i ärendena. Personen skrev "
                    "till kundtjänsten att begärandena fortsätter tills fakturan makuleras.",
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
