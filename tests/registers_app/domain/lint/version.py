"""A register version of which the linter has nothing to say, to be spoilt one way at a time."""

from dataclasses import replace
from datetime import date
from typing import Any

from registers_app.domain.lint.facts import (
    AutomationFacts,
    ClientFacts,
    ContactFacts,
    ControllerFacts,
    CookieFacts,
    DataFacts,
    GroupFacts,
    PurposeFacts,
    RecipientFacts,
    RegisterFacts,
    RetentionFacts,
    SourceFacts,
    Texts,
    TransferFacts,
    VersionFacts,
)

TODAY = date(2026, 11, 26)


def said(text: str) -> Texts:
    """One text in all languages."""
    return dict.fromkeys(("fi", "sv", "en"), text)


ACT = said("Accounting Act (1336/1997)")
KEEPER = ControllerFacts(slug="northwind", country="FI", email="privacy@northwind.example")
REGISTER = RegisterFacts(
    controllers=(KEEPER,), names=said("Customers"), owner="Head of sales", reviewed_on=TODAY
)
ORDERS = PurposeFacts(key="orders", names=said("Delivering orders"), bases={"contract": {}})
LETTER = PurposeFacts(
    key="letter",
    names=said("Newsletter"),
    bases={"consent": {}},
    withdrawal_ways=said("The link in each letter"),
    is_direct_marketing=True,
)
BUYERS = GroupFacts(key="buyers", names=said("Buyers"))
CONTACTS = DataFacts(key="contacts", names=said("Name and address"))
YOU = SourceFacts(key="you", names=said("You"), kind="subject")
POST = RecipientFacts(key="post", names=said("Posti Oy"), country="FI", agreement="Of 1 May 2024")
CLAUSES = TransferFacts(
    key="chat",
    names=said("Chat in the USA"),
    country="US",
    safeguard="standard_clauses",
    copies=said("On request"),
    documentation="Assessment of 2 May 2025",
)
TWO_YEARS = RetentionFacts(
    key="two-years", names=said("Two years"), period_months=24, starts="last_contact"
)
ALONE = AutomationFacts(
    key="credit",
    names=said("Buying on account"),
    decides_alone=True,
    ground="contract",
    logics=said("Unpaid invoices count"),
    consequences=said("You pay at once"),
)
COOKIE = CookieFacts(key="basket", names=said("Basket"), durations=said("A day"))
CLEAN = VersionFacts(
    today=TODAY,
    register=REGISTER,
    is_in_force=True,
    effective_on=date(2026, 1, 1),
    decides_by_machine=False,
    automated_decisions=said("None"),
    provision_duties=said("Without an address nothing is delivered"),
    security_measures=said("Access by role"),
    contacts=(ContactFacts(key="desk", names=said("Desk"), email="desk@northwind.example"),),
    purposes=(ORDERS, LETTER),
    subject_categories=(BUYERS,),
    data_categories=(CONTACTS,),
    sources=(YOU,),
    recipients=(POST,),
    transfers=(CLAUSES,),
    retention_rules=(TWO_YEARS,),
    cookies=(COOKIE,),
)
DECIDING = replace(
    CLEAN, decides_by_machine=True, impact_assessment="Of 3 May", automations=(ALONE,)
)
PROCESSING = replace(
    CLEAN,
    register=replace(
        REGISTER, our_role="processor", clients=(ClientFacts(name="Acme", agreement="DPA 1"),)
    ),
)


def version(base: VersionFacts = CLEAN, **more: Any) -> VersionFacts:
    """*base* with other columns; a single line stands for a part of one line."""
    parts = {name for name in vars(CLEAN) if isinstance(getattr(CLEAN, name), tuple)}
    changed: dict[str, Any] = {
        name: (value,) if name in parts and not isinstance(value, tuple) else value
        for name, value in more.items()
    }
    return replace(base, **changed)


def of_register(base: VersionFacts = CLEAN, **more: Any) -> VersionFacts:
    """*base*, with other columns of its register."""
    return replace(base, register=replace(base.register, **more))


def of_keeper(base: VersionFacts = CLEAN, **more: Any) -> VersionFacts:
    """*base*, with other columns of its controller."""
    return of_register(base, controllers=(replace(base.register.keeper, **more),))
