"""Requests to Jakamo: about its own register, and about its customers’ data, which it passes on.

The persons are invented.
"""

from requests_app.domain.rights import ObjectionScope, Right
from requests_app.management.demo import steps, work_steps
from requests_app.management.demo.case import KNOWN_EN, KNOWN_FI, Case
from requests_app.models import Channel

OWN = ("jakamo", "own")
OF_CUSTOMERS = ("jakamo", "customers-data")

CASES = (
    Case(
        about_register=OF_CUSTOMERS,
        handler="emma",
        rights=(Right.CONSENT_WITHDRAWAL, Right.ERASURE),
        person="Sam Supplier",
        email="sam.supplier@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=0,
        about="My employer uses Jakamo and has put my photo and my mobile number there. I said yes "
        "once, now I say no. Please take them down.",
        client_named="Sample Components AB",
    ),
    Case(
        about_register=OWN,
        handler="emma",
        rights=(Right.PORTABILITY,),
        person="Tina Takeaway",
        email="tina.takeaway@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=1,
        about="Could I have my support conversations with you as a file? I am moving to a new "
        "employer.",
    ),
    Case(
        about_register=OWN,
        handler="emma",
        rights=(Right.RESTRICTION, Right.OBJECTION),
        scope=ObjectionScope.OTHER,
        person="Nora Notracking",
        email="nora.notracking@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=3,
        about="Your statistics show how often I sign in, and my boss has quoted them to me. I "
        "object, and until you have looked into it nobody should use them.",
        steps=((0, steps.confirmed), (1, steps.begun), (2, KNOWN_EN)),
    ),
    Case(
        about_register=OF_CUSTOMERS,
        handler="hanna",
        person="Ville Vaihtaja",
        email="ville.vaihtaja@example.com",
        language="fi",
        channel=Channel.EMAIL,
        days_ago=5,
        about="Nimeni näkyy Jakamossa, vaikka lähdin siitä firmasta jo keväällä. Mitä kaikkea "
        "minusta siellä on?",
        steps=((1, steps.begun),),
    ),
    Case(
        about_register=OF_CUSTOMERS,
        handler="hanna",
        rights=(Right.RECTIFICATION,),
        person="Svea Svetsare",
        email="svea.svetsare@example.com",
        language="sv",
        channel=Channel.PORTAL,
        days_ago=9,
        about="Min kund skickar ritningar till fel Svea. Rätta min e-postadress i Jakamo, tack.",
        client_named="Sample Components, tror jag",
        steps=((0, steps.confirmed), (1, steps.handed_over("Sample Components AB"))),
    ),
    Case(
        about_register=OWN,
        handler="emma",
        person="Ed Evidence",
        email="ed.evidence@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=12,
        about="Everything you hold about me, please.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (
                2,
                steps.proof_asked(
                    "You wrote from a private address, and we know only work addresses. Two people "
                    "of your name use the service.",
                    "Tell us which company you use the service for, and write to us once from your "
                    "work address; or send a picture of a letter of ours to you.",
                ),
            ),
            (9, steps.proof_sent),
        ),
    ),
    Case(
        about_register=OWN,
        handler="emma",
        rights=(Right.ERASURE,),
        person="Silas Silent",
        email="silas.silent@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=39,
        about="delete my account",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (
                2,
                steps.proof_asked(
                    "We hold nobody with this address, and your message names no company.",
                    "Tell us which company’s account you mean and which address you sign in with.",
                ),
            ),
        ),
    ),
    Case(
        about_register=OWN,
        handler="emma",
        rights=(Right.ACCESS, Right.OBJECTION),
        scope=ObjectionScope.MARKETING,
        person="Greta Gallery",
        email="greta.gallery@example.com",
        language="en",
        channel=Channel.EMAIL,
        days_ago=46,
        about="Why do you write to me? Stop the webinars, and tell me where you have my address "
        "from.",
        steps=(
            (0, steps.on(Right.OBJECTION, work_steps.done("No marketing to her any more."))),
            (1, steps.on(Right.OBJECTION, work_steps.decided())),
            (1, steps.on(Right.OBJECTION, steps.answered)),
            (1, steps.begun),
            (2, KNOWN_EN),
            (3, steps.collecting),
            (6, steps.nothing_found),
            (7, steps.found("Named by Malliteräs Oy as its contact person for drawings.")),
            (8, steps.found("44 sign-ins in 13 months.")),
            (9, steps.reviewing),
            (12, steps.prepared()),
            (13, steps.answered),
            (14, steps.opened),
        ),
    ),
    Case(
        about_register=OWN,
        handler="hanna",
        rights=(Right.ERASURE,),
        person="Helka Hidas",
        email="helka.hidas@example.com",
        language="fi",
        channel=Channel.EMAIL,
        days_ago=66,
        about="Messuilla annettu käyntikorttini löytyy näköjään teidän rekisteristä. Poistakaa se.",
        steps=(
            (6, steps.begun),
            (7, KNOWN_FI),
            (10, work_steps.searching),
            (20, steps.nothing_found),
            (22, steps.found("Messukontakti, muistiinpano keskustelusta: poistetaan.")),
            (30, steps.nothing_found),
            (
                33,
                work_steps.decided(
                    reasoning="Vastauksemme viipyi yli kuukauden, ja pahoittelemme sitä. Yksi "
                    "järjestelmistämme tutkittiin vasta muistutuksen jälkeen."
                ),
            ),
            (34, work_steps.erasing),
            (38, work_steps.done("Poistettu.")),
            (39, work_steps.informing),
            (39, work_steps.told("Sähköpostilla, kuitattu.", "Esimerkkipilvi", "Kirjekyyhky")),
            (40, work_steps.excused("Ei ole saanut tietojasi.")),
            (41, steps.answered),
        ),
    ),
)
