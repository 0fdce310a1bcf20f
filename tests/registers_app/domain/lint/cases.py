"""For each rule: versions in which it finds something, and where; and ones that come near."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from registers_app.domain.lint.facts import (
    ClientFacts,
    ContactFacts,
    ControllerFacts,
    GroupFacts,
    RecipientFacts,
    RetentionFacts,
    VersionFacts,
)
from tests.registers_app.domain.lint.version import (
    ACT,
    ALONE,
    BUYERS,
    CLAUSES,
    CONTACTS,
    COOKIE,
    DECIDING,
    KEEPER,
    LETTER,
    ORDERS,
    POST,
    PROCESSING,
    TWO_YEARS,
    YOU,
    of_keeper,
    of_register,
    said,
    version,
)

Found = tuple[VersionFacts, str]  # and the place

_ON_LAW = replace(ORDERS, bases={"legal_obligation": {}})
_ON_TASK = replace(ORDERS, bases={"public_task": {}})
_ON_INTEREST = replace(ORDERS, bases={"legitimate_interest": {}})
_HEALTH = replace(CONTACTS, key="health", is_special=True)
_RISK = version(impact_assessment="Of 3 May", data_categories=_HEALTH)
_OTHERS = replace(CONTACTS, key="bought", origin="third_party")
_SWEDEN = ControllerFacts(slug="sister", country="SE")
_USA = RecipientFacts(key="chat", names=said("Chat Inc."), country="US", agreement="DPA")
_HALF = replace(TWO_YEARS, purposes=("orders",))
_WORDS_ONLY = RetentionFacts(key="words", names=said("Until the order is paid"))


def _to(**more: Any) -> VersionFacts:
    return version(transfers=replace(CLAUSES, **more))


def _deciding(**more: Any) -> VersionFacts:
    return version(DECIDING, automations=replace(ALONE, **more))


def _health(**more: Any) -> VersionFacts:
    return version(_RISK, data_categories=replace(_HEALTH, **more))


def _named(text: str) -> VersionFacts:
    return version(
        impact_assessment="Of 3 May", data_categories=replace(CONTACTS, names=said(text))
    )


FOUND: dict[str, Iterable[Found]] = {
    "privacy_shield": (
        (_to(safeguard="privacy_shield"), "transfers.chat"),
        (_to(fallback="privacy_shield"), "transfers.chat"),
        (version(PROCESSING, security_measures=said("Privacy Shield")), "security_measures"),
    ),
    "safe_harbour": ((_to(safeguard="safe_harbour"), "transfers.chat"),),
    "former_clauses": (
        (_to(safeguard="former_clauses"), "transfers.chat"),
        (_to(names=said("Decision 2010/87/EU")), "transfers.chat"),
    ),
    "no_purpose": ((version(purposes=()), ""),),
    "purpose_without_basis": ((version(purposes=replace(ORDERS, bases={})), "purposes.orders"),),
    "interest_unstated": (
        (version(purposes=_ON_INTEREST), "purposes.orders"),
        (
            version(purposes=replace(_ON_INTEREST, legitimate_interests={"en": " "})),
            "purposes.orders",
        ),
    ),
    "obligation_without_act": ((version(purposes=_ON_LAW), "purposes.orders"),),
    "public_task_without_act": ((version(purposes=_ON_TASK), "purposes.orders"),),
    "consent_without_withdrawal": (
        (version(purposes=replace(LETTER, withdrawal_ways={})), "purposes.letter"),
    ),
    "consent_beside_others": (
        (
            version(purposes=replace(LETTER, bases={"consent": {}, "contract": {}})),
            "purposes.letter",
        ),
    ),
    "marketing_on_wrong_basis": (
        (
            version(purposes=replace(LETTER, bases={"legal_obligation": ACT})),
            "purposes.letter",
        ),
        (version(purposes=replace(LETTER, bases={"vital_interests": {}})), "purposes.letter"),
    ),
    "marketing_on_contract": (
        (version(purposes=replace(LETTER, bases={"contract": {}})), "purposes.letter"),
    ),
    "purpose_unowned": (
        (of_register(owner=""), "register.owner"),
        (
            version(
                of_register(owner=""), purposes=(replace(ORDERS, owner="Head of sales"), LETTER)
            ),
            "purposes.letter",
        ),
    ),
    "purpose_without_data": (
        (version(data_categories=replace(CONTACTS, purposes=("orders",))), "purposes.letter"),
    ),
    "purpose_vague": (
        (version(purposes=replace(ORDERS, names=said("Any other purposes"))), "purposes.orders"),
        (version(purposes=replace(ORDERS, names={"fi": "Muut tarkoitukset"})), "purposes.orders"),
    ),
    "no_groups": ((version(subject_categories=()), ""),),
    "no_data_categories": ((version(data_categories=()), ""),),
    "special_without_condition": ((_RISK, "data_categories.health"),),
    "special_condition_without_act": (
        (_health(special_condition="employment"), "data_categories.health"),
    ),
    "special_consent_unsupported": (
        (
            _health(special_condition="explicit_consent", purposes=("orders",)),
            "data_categories.health",
        ),
    ),
    "criminal_without_act": (
        (_health(is_special=False, is_criminal=True), "data_categories.health"),
    ),
    "identity_code_without_ground": (
        (_health(is_special=False, is_identity_code=True), "data_categories.health"),
    ),
    "special_unmarked": (
        (_named("Sick leave"), "data_categories.contacts"),
        (_named("Ammattiliiton jäsenyys"), "data_categories.contacts"),
        (_named("Hälsouppgifter"), "data_categories.contacts"),
    ),
    "identity_code_unmarked": (
        (_named("Nimi ja henkilötunnus"), "data_categories.contacts"),
        (_named("Personnummer"), "data_categories.contacts"),
    ),
    "criminal_unmarked": ((_named("Criminal record"), "data_categories.contacts"),),
    "impact_assessment_unsaid": (
        (version(_RISK, impact_assessment=" "), ""),
        (version(DECIDING, impact_assessment=""), ""),
    ),
    "group_without_data": (
        (
            version(
                subject_categories=(BUYERS, GroupFacts(key="staff", names=said("Staff"))),
                data_categories=replace(CONTACTS, subject_categories=("buyers",)),
            ),
            "subject_categories.staff",
        ),
    ),
    "no_sources": ((version(data_categories=_OTHERS, sources=()), ""),),
    "source_of_others_unnamed": ((version(data_categories=_OTHERS), "data_categories.bought"),),
    "source_kind_unsaid": ((version(sources=replace(YOU, kind="")), "sources.you"),),
    "no_retention": ((version(retention_rules=()), ""),),
    "retention_uncovered": (
        (version(retention_rules=_HALF), "purposes.letter"),
        (
            version(
                retention_rules=replace(TWO_YEARS, data_categories=("contacts",)),
                data_categories=(CONTACTS, replace(CONTACTS, key="invoices")),
            ),
            "data_categories.invoices",
        ),
    ),
    "retention_without_end": tuple(
        (version(retention_rules=replace(_WORDS_ONLY, names=said(text))), "retention_rules.words")
        for text in (
            "At least while the agreement is valid",
            "As long as the purpose needs it",
            "Toistaiseksi",
            "Niin kauan kuin tarkoitus vaatii",
            "Tills vidare",
            "Så länge det behövs",
        )
    ),
    "retention_without_start": (
        (version(retention_rules=replace(TWO_YEARS, starts="")), "retention_rules.two-years"),
    ),
    "retention_uncounted": ((version(retention_rules=_WORDS_ONLY), "retention_rules.words"),),
    "statutory_retention_without_act": (
        (
            version(retention_rules=replace(TWO_YEARS, is_statutory=True)),
            "retention_rules.two-years",
        ),
    ),
    "no_recipients": ((version(recipients=()), ""),),
    "recipients_only_categories": ((version(recipients=replace(POST, is_category=True)), ""),),
    "recipients_unpublished": ((version(recipients=replace(POST, is_published=False)), ""),),
    "processor_without_agreement": (
        (version(recipients=replace(POST, agreement="")), "recipients.post"),
        (version(PROCESSING, recipients=replace(POST, agreement="")), "recipients.post"),
    ),
    "recipient_country_unsaid": (
        (version(recipients=replace(POST, country="")), "recipients.post"),
    ),
    "recipient_without_transfer": (
        (version(recipients=_USA, transfers=()), "recipients.chat"),
        (version(recipients=replace(_USA, country="CH")), "recipients.chat"),
        (
            of_keeper(version(recipients=_USA, transfers=()), regime="UK", country="GB"),
            "recipients.chat",
        ),
    ),
    "transfer_without_country": ((_to(country=""), "transfers.chat"),),
    "transfer_without_safeguard": ((_to(safeguard="not_named"), "transfers.chat"),),
    "no_adequacy": (
        (_to(safeguard="adequacy", country="IN"), "transfers.chat"),
        (
            version(_to(safeguard="adequacy", country="GB"), today=date(2031, 12, 28)),
            "transfers.chat",
        ),
        (
            of_keeper(_to(safeguard="adequacy", country="BR"), regime="UK", country="GB"),
            "transfers.chat",
        ),
    ),
    "adequacy_limited": (
        (_to(safeguard="adequacy", fallback="standard_clauses"), "transfers.chat"),
        (_to(safeguard="adequacy", country="CA"), "transfers.chat"),
    ),
    "fallback_missing": ((_to(safeguard="adequacy"), "transfers.chat"),),
    "safeguard_copy_unsaid": ((_to(copies={}), "transfers.chat"),),
    "transfer_unassessed": ((_to(documentation=" "), "transfers.chat"),),
    "transfer_at_home": ((_to(country="SE"), "transfers.chat"),),
    "derogation_regular": ((_to(safeguard="derogation"), "transfers.chat"),),
    "compelling_interests_undocumented": (
        (_to(safeguard="compelling_interests", documentation=""), "transfers.chat"),
    ),
    "automation_unsaid": (
        (version(decides_by_machine=None), ""),
        (version(automated_decisions={}), ""),
    ),
    "machine_unexplained": ((version(DECIDING, automations=()), ""),),
    "machine_denied": ((version(DECIDING, decides_by_machine=False), "automations.credit"),),
    "automation_without_ground": ((_deciding(ground=""), "automations.credit"),),
    "automation_without_logic": ((_deciding(logics={}), "automations.credit"),),
    "automation_without_consequences": ((_deciding(consequences={}), "automations.credit"),),
    "automation_without_act": ((_deciding(ground="law"), "automations.credit"),),
    "automation_ground_unsupported": (
        (_deciding(ground="consent", purposes=("orders",)), "automations.credit"),
    ),
    "automation_on_special": (
        (
            version(
                DECIDING,
                data_categories=replace(_HEALTH, special_condition="employment", legal_acts=ACT),
            ),
            "automations.credit",
        ),
    ),
    "profiling_unexplained": (
        (version(purposes=replace(ORDERS, names=said("Profiling of buyers"))), "purposes.orders"),
        (version(purposes=replace(ORDERS, names=said("Ostajien profilointi"))), "purposes.orders"),
    ),
    "joint_without_arrangement": ((of_register(controllers=(KEEPER, _SWEDEN)), ""),),
    "controller_without_representative": (
        (of_keeper(country="US"), "controller.northwind"),
        (of_keeper(regime="UK"), "controller.northwind"),
    ),
    "no_contact": ((version(of_keeper(email=""), contacts=()), ""),),
    "contact_unreachable": (
        (version(contacts=ContactFacts(key="desk", names=said("Desk"))), "contacts.desk"),
    ),
    "officer_unreachable": ((of_keeper(dpo_name="DPO"), "controller.northwind"),),
    "authority_unknown": ((of_keeper(country="EE"), "controller.northwind"),),
    "provision_unsaid": ((version(provision_duties={}), ""),),
    "security_unsaid": (
        (version(security_measures={}), ""),
        (version(PROCESSING, security_measures={}), ""),
    ),
    "cookie_without_consent": (
        (version(purposes=ORDERS, cookies=replace(COOKIE, kind="statistics")), "cookies.basket"),
        (
            of_keeper(
                version(purposes=ORDERS, cookies=replace(COOKIE, kind="marketing")),
                regime="UK",
                country="GB",
            ),
            "cookies.basket",
        ),
    ),
    "cookie_duration_unsaid": ((version(cookies=replace(COOKIE, durations={})), "cookies.basket"),),
    "no_clients": ((of_register(PROCESSING, clients=()), ""),),
    "client_without_agreement": (
        (of_register(PROCESSING, clients=(ClientFacts(name="Acme"),)), "clients.Acme"),
    ),
    "notice_old": (
        (version(of_register(reviewed_on=None), effective_on=date(2025, 11, 25)), ""),
        (
            version(
                of_register(reviewed_on=None),
                today=date(2028, 2, 29),
                effective_on=date(2027, 2, 27),
            ),
            "",
        ),
    ),
    "key_unknown": (
        (
            version(data_categories=replace(CONTACTS, purposes=("orders", "letter", "gone"))),
            "data_categories.contacts",
        ),
        (
            version(retention_rules=(TWO_YEARS, replace(TWO_YEARS, key="b", purposes=("gone",)))),
            "retention_rules.b",
        ),
    ),
    "foreign_law": (
        (
            of_keeper(version(descriptions=said("By the EU GDPR")), regime="UK", country="GB"),
            "descriptions",
        ),
    ),
    "text_missing": (
        (version(security_measures={"fi": "Roolit", "en": "Roles"}), "security_measures"),
    ),
    "text_untranslated": (
        (
            version(
                of_register(names={"en": "Customers", "fi": "Asiakkaat"}),
                security_measures={"fi": "Roolit", "en": "Roles"},
            ),
            "security_measures",
        ),
    ),
}

# What a finding brings with it, because it is true as well.
ALONGSIDE: dict[str, set[str]] = {
    "no_purpose": {"provision_unsaid"},
    "special_consent_unsupported": {"purpose_without_data"},
    "purpose_vague": {"text_missing"},
    "impact_assessment_unsaid": {"special_without_condition"},
    "retention_without_end": {"retention_uncounted"},
    "no_adequacy": {"notice_old"},
    "fallback_missing": {"adequacy_limited"},
    "controller_without_representative": {"authority_unknown"},
}

NEAR: dict[str, Iterable[VersionFacts]] = {
    "privacy_shield": (version(change_notes=said("Privacy Shield is gone")),),
    "interest_unstated": (
        version(purposes=replace(_ON_INTEREST, legitimate_interests=said("Ours"))),
    ),
    "obligation_without_act": (
        version(purposes=replace(_ON_LAW, bases={"legal_obligation": ACT})),
    ),
    "public_task_without_act": (version(purposes=replace(_ON_TASK, bases={"public_task": ACT})),),
    "marketing_on_contract": (
        version(
            purposes=replace(
                LETTER,
                bases={"contract": {}, "legitimate_interest": {}},
                legitimate_interests=said("Ours"),
            )
        ),
    ),
    "purpose_unowned": (
        version(of_register(owner=""), purposes=replace(ORDERS, owner="Head of sales")),
    ),
    "purpose_without_data": (
        version(data_categories=(CONTACTS, replace(CONTACTS, key="b", purposes=("orders",)))),
    ),
    "special_without_condition": (_health(special_condition="vital_interests"),),
    "special_condition_without_act": (
        _health(special_condition="employment", legal_acts=ACT),
        _health(special_condition="made_public"),
    ),
    "special_consent_unsupported": (
        _health(special_condition="explicit_consent", purposes=("letter", "orders")),
        _health(special_condition="explicit_consent"),
    ),
    "identity_code_without_ground": (
        _health(is_special=False, is_identity_code=True, legal_acts=ACT),
        of_keeper(
            version(_RISK, data_categories=replace(CONTACTS, is_identity_code=True)),
            regime="UK",
            country="GB",
        ),
    ),
    "special_unmarked": (_named("Order history"),),
    "no_sources": (
        version(sources=()),
        version(sources=(), data_categories=replace(CONTACTS, origin="observed")),
    ),
    "source_of_others_unnamed": (
        version(data_categories=_OTHERS, sources=(YOU, replace(YOU, key="r", kind="third_party"))),
    ),
    "retention_uncovered": (
        version(retention_rules=(TWO_YEARS, replace(_HALF, key="b"))),
        version(retention_rules=replace(TWO_YEARS, data_categories=("contacts",))),
        version(retention_rules=replace(TWO_YEARS, purposes=("orders", "letter"))),
    ),
    "retention_without_end": (
        version(retention_rules=replace(TWO_YEARS, names=said("At least two years, then it goes"))),
        version(
            retention_rules=RetentionFacts(
                key="a", names=said("As long as needed"), starts="purpose_end"
            )
        ),
    ),
    "recipients_only_categories": (
        version(recipients=(POST, replace(POST, key="b", is_category=True))),
    ),
    "recipients_unpublished": (
        version(recipients=(POST, replace(POST, key="b", is_published=False))),
    ),
    "processor_without_agreement": (
        version(recipients=replace(POST, kind="authority", agreement="")),
        version(recipients=(POST, replace(POST, key="b", is_category=True, agreement=""))),
    ),
    "recipient_without_transfer": (
        version(recipients=_USA),
        version(recipients=replace(POST, country="NO"), transfers=()),
        of_keeper(version(recipients=replace(POST, country="IE")), regime="UK", country="GB"),
    ),
    "no_adequacy": (
        _to(safeguard="adequacy", country="JP"),
        version(_to(safeguard="adequacy", country="GB"), today=date(2031, 12, 27)),
    ),
    "fallback_missing": (_to(safeguard="adequacy", country="CA"),),
    "safeguard_copy_unsaid": (_to(safeguard="adequacy", country="JP", copies={}),),
    "automation_unsaid": (version(DECIDING, automated_decisions={}),),
    "automation_without_act": (_deciding(ground="law", legal_acts=ACT),),
    "automation_ground_unsupported": (_deciding(ground="consent"),),
    "automation_on_special": (
        version(DECIDING, data_categories=replace(_HEALTH, special_condition="explicit_consent")),
        version(
            DECIDING,
            automations=replace(ALONE, purposes=("orders",)),
            data_categories=replace(
                _HEALTH,
                special_condition="employment",
                legal_acts=ACT,
                purposes=("letter",),
            ),
        ),
    ),
    "profiling_unexplained": (
        version(DECIDING, purposes=replace(ORDERS, names=said("Profiling of buyers"))),
    ),
    "joint_without_arrangement": (
        version(
            of_register(controllers=(KEEPER, _SWEDEN)), joint_arrangements=said("Northwind answers")
        ),
    ),
    "controller_without_representative": (
        of_keeper(country="US", representative="Rep Oy, Helsinki"),
        of_keeper(regime="UK", country="GB"),
    ),
    "officer_unreachable": (of_keeper(dpo_name="DPO", dpo_phone="+358 9 1"),),
    "no_contact": (of_keeper(email=""), version(of_keeper(email="", phone="1"), contacts=())),
    "provision_unsaid": (
        version(provision_duties={}, data_categories=replace(CONTACTS, origin="observed")),
        version(provision_duties={}, purposes=LETTER),
    ),
    "cookie_without_consent": (
        version(cookies=replace(COOKIE, kind="statistics")),
        version(purposes=ORDERS),
        of_keeper(
            version(purposes=ORDERS, cookies=replace(COOKIE, kind="statistics")),
            regime="UK",
            country="GB",
        ),
    ),
    "notice_old": (
        version(of_register(reviewed_on=None), effective_on=date(2025, 11, 26)),
        version(effective_on=date(2020, 1, 1)),
        version(of_register(reviewed_on=None), effective_on=date(2020, 1, 1), is_in_force=False),
        version(
            of_register(reviewed_on=None), today=date(2028, 2, 29), effective_on=date(2027, 2, 28)
        ),
    ),
    "key_unknown": (version(data_categories=replace(CONTACTS, purposes=("orders", "letter"))),),
    "foreign_law": (version(descriptions=said("By the EU GDPR")),),
    "text_missing": (
        version(of_register(names={"en": "Customers"}), security_measures={"en": "Roles"}),
    ),
    "text_untranslated": (version(security_measures={"en": "Roles"}),),
}
