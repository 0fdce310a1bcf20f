"""Requests to Jamworks, under the law of the United Kingdom, also for its clients’ databases.

The persons are invented.
"""

from requests_app.domain.grounds import RefusalGround
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.management.demo import steps, work_steps
from requests_app.management.demo.case import KNOWN_EN, Case
from requests_app.management.demo.steps import on
from requests_app.models import Channel, IdentityMethod, ReviewResult

CONTACTS = ("jamworks", "contacts")
OF_CLIENTS = ("jamworks", "client-databases")
CALLS = "date;call;minutes\n2026-01-19;Choir practice;64\n2026-02-02;Lecture 3;91\n"

CASES = (
    Case(
        about_register=CONTACTS,
        handler="emma",
        rights=(Right.AUTOMATED_DECISION,),
        person="Bea Blocked",
        email="bea.blocked@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=0,
        about="Your fraud filter has thrown me out in the middle of a lecture. A human should "
        "look at this, and soon.",
    ),
    Case(
        about_register=CONTACTS,
        handler="emma",
        rights=(Right.RECTIFICATION, Right.RESTRICTION),
        person="Wes Wrongnumber",
        email="wes.wrongnumber@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=2,
        about="The phone number you ring is my late father’s. Correct it, and don’t use it until "
        "you have.",
        steps=((0, steps.confirmed),),
    ),
    Case(
        about_register=CONTACTS,
        handler="emma",
        rights=(Right.PORTABILITY,),
        person="Stu Student",
        email="stu.student@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=4,
        about="I graduate in a month and lose my university login. How do I take my recordings’ "
        "history with me?",
        steps=((0, steps.confirmed), (1, steps.begun), (1, KNOWN_EN)),
    ),
    Case(
        about_register=OF_CLIENTS,
        handler="emma",
        rights=(Right.ERASURE,),
        person="Alto Annie",
        email="alto.annie@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=14,
        about="I left the choir but I am still dialled into every practice. Please delete my "
        "number.",
        client_named="the choir association",
        steps=((0, steps.confirmed), (1, steps.handed_over("Sample Choir Association"))),
    ),
    Case(
        about_register=CONTACTS,
        handler="emma",
        person="Ursula Unsure",
        email="ursula.unsure@example.com",
        language="en",
        channel=Channel.EMAIL,
        days_ago=20,
        about="Subject access request. I used you at work and privately, under two names.",
        identifiers="Formerly Ursula Unwin",
        steps=(
            (
                1,
                steps.proof_asked(
                    "You name two people, and neither account has the address you wrote from.",
                    "Write to us once from each of the two addresses, or tell us the date and the "
                    "title of a call that you hosted under each name.",
                ),
            ),
            (
                9,
                steps.identified(
                    IdentityMethod.NOT_IN_DOUBT,
                    "Named a call under each name, with its date; both are in the records.",
                ),
            ),
            (9, steps.begun),
            (10, steps.collecting),
            (13, steps.found("Two accounts; 31 calls hosted.", file=CALLS)),
        ),
    ),
    Case(
        about_register=CONTACTS,
        handler="emma",
        rights=(Right.OBJECTION,),
        scope=ObjectionScope.MARKETING,
        person="Prudence Prospect",
        email="prudence.prospect@example.com",
        language="en",
        channel=Channel.EMAIL,
        days_ago=26,
        about="I asked for a price ONCE. Since then I get an e-mail every Tuesday. Take me off "
        "your list.",
        steps=(
            (0, work_steps.done("On the do-not-contact list.")),
            (1, work_steps.decided()),
            (1, steps.answered),
        ),
    ),
    Case(
        about_register=CONTACTS,
        handler="emma",
        rights=(Right.ERASURE, Right.PORTABILITY),
        person="Oscar Owing",
        email="oscar.owing@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=29,
        about="Delete my account and all call records, and give me a copy first.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_EN),
            (
                4,
                on(
                    Right.PORTABILITY,
                    steps.withdrawn("I found the export button. No copy needed, thanks."),
                ),
            ),
            (
                10,
                steps.refused(
                    RefusalGround.ART17_3E_LEGAL_CLAIMS,
                    reasoning="You dispute three of our invoices, and the call records are what "
                    "they were made from. We keep them until the dispute is over and use them for "
                    "nothing else. Write to us then, and we erase them.",
                    facts="He contests the minutes billed in three months, in writing; the claim "
                    "is open.",
                ),
            ),
        ),
    ),
    Case(
        about_register=CONTACTS,
        handler="emma",
        rights=(Right.AUTOMATED_DECISION,),
        person="Lola Lockedout",
        email="lola.lockedout@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=35,
        about="The computer locked my account and said “suspicious”. I was only calling from "
        "Spain.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_EN),
            (
                2,
                work_steps.human_named(
                    "Frank Fairly",
                    "head of operations, may unlock any account",
                    "The lock stays, since somebody else may hold the password. Invoices can be "
                    "read by phone.",
                ),
            ),
            (
                6,
                work_steps.human_decided(
                    ReviewResult.CONFIRMED,
                    "I looked at the sign-ins of that week. Besides yours from Spain there were "
                    "eleven from two other countries within an hour, with your password. The lock "
                    "was right. It has been lifted now that you have changed the password.",
                ),
            ),
            (6, steps.answered),
        ),
    ),
    Case(
        about_register=CONTACTS,
        handler="emma",
        rights=(Right.RECTIFICATION,),
        person="Vic Vatman",
        email="vic.vatman@example.com",
        language="en",
        channel=Channel.PHONE,
        days_ago=41,
        about="Rang: his company’s name has been misspelt on every invoice since spring, and "
        "nobody rings back.",
        phone="+44 113 496 0000",
        steps=((8, steps.begun), (15, KNOWN_EN)),
    ),
    Case(
        about_register=CONTACTS,
        handler="emma",
        person="Lydia Lecturer",
        email="lydia.lecturer@example.com",
        language="en",
        channel=Channel.PORTAL,
        days_ago=54,
        about="All recordings’ data, logs and mails of nine years of teaching.",
        steps=(
            (0, steps.confirmed),
            (1, steps.begun),
            (1, KNOWN_EN),
            (
                3,
                steps.question_asked(
                    "Do you mean everything, or for example only the calls that you hosted?",
                    "Nine years of calls, more than 11,000, with the participants of each.",
                ),
            ),
            (7, steps.question_answered),
            (8, steps.collecting),
            (
                21,
                steps.extended(
                    "You asked for everything: 11,400 calls over nine years. Other participants’ "
                    "data have to be taken out of each of them."
                ),
            ),
            (30, steps.found("Account since 2017; the calls as a list.", file=CALLS)),
            (44, steps.found("214 messages.")),
        ),
    ),
)
