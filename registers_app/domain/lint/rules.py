"""The table of rules: what the linter looks for, how grave it is, and by which article.

An error blocks publishing, a warning needs a reason in writing, a note is only said. The sentences
stand outside, in three languages, under the codes.
"""

from registers_app.domain.lint import (
    automation,
    data,
    language,
    purposes,
    recipients,
    retention,
    standing,
)
from registers_app.domain.lint.facts import VersionFacts
from registers_app.domain.lint.finding import Check, Finding, Record, Rule, Severity
from registers_app.domain.lint.words_that_narrow import NARROWING

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_C, _P, _B = Record.CONTROLLER, Record.PROCESSOR, Record.BOTH
_EDPB_ACCESS = "EDPB 01/2022"


def _rule(
    check: Check,
    severity: Severity,
    articles: str,
    beside: str = "",
    record: Record = _C,
    *,
    code: str = "",
) -> Rule:
    return Rule(
        code=code or check.__name__,
        severity=severity,
        articles=articles,
        beside=beside,
        record=record,
        check=check,
    )


def _narrowing(code: str, articles: str, beside: str = "") -> Rule:
    return _rule(language.says(NARROWING[code]), _W, articles, beside, _B, code=code)


_TABLE = (
    # What has fallen
    _rule(language.privacy_shield, _E, "44, 46", "C-311/18", _B),
    _rule(language.safe_harbour, _E, "44, 46", "C-362/14", _B),
    _rule(language.former_clauses, _E, "46(2)(c)", "(EU) 2021/914", _B),
    # Purposes and bases
    _rule(purposes.no_purpose, _E, "5(1)(b), 13(1)(c), 30(1)(b)"),
    _rule(purposes.purpose_without_basis, _E, "6(1), 13(1)(c)"),
    _rule(purposes.interest_unstated, _E, "6(1)(f), 13(1)(d)"),
    _rule(purposes.obligation_without_act, _E, "6(1)(c), 6(3)"),
    _rule(purposes.public_task_without_act, _E, "6(1)(e), 6(3)"),
    _rule(purposes.consent_without_withdrawal, _W, "7(3), 13(2)(c)"),
    _rule(purposes.consent_beside_others, _N, "7(3), 5(1)(a)", "EDPB 05/2020"),
    _rule(purposes.marketing_on_wrong_basis, _E, "6(1), 21(2)"),
    _rule(purposes.marketing_on_contract, _W, "6(1)(b), 21(2)", "EDPB 2/2019"),
    _rule(purposes.purpose_unowned, _W, "5(2), 24(1)"),
    _rule(purposes.purpose_without_data, _N, "5(1)(c), 30(1)(c)"),
    _rule(language.purpose_vague, _W, "5(1)(b), 13(1)(c)"),
    # People, data, sources
    _rule(data.no_groups, _E, "30(1)(c)"),
    _rule(data.no_data_categories, _E, "14(1)(d), 30(1)(c)"),
    _rule(data.special_without_condition, _E, "9(1)–(2)"),
    _rule(data.special_condition_without_act, _E, "9(2)(b), (g)–(j)"),
    _rule(data.special_consent_unsupported, _W, "9(2)(a), 6(1)(a)"),
    _rule(data.criminal_without_act, _E, "10"),
    _rule(data.identity_code_without_ground, _E, "87"),
    _rule(language.special_unmarked, _W, "9(1)"),
    _rule(language.identity_code_unmarked, _W, "87"),
    _rule(language.criminal_unmarked, _W, "10"),
    _rule(data.impact_assessment_unsaid, _W, "35(1), 35(3)"),
    _rule(data.group_without_data, _N, "30(1)(c)"),
    _rule(data.no_sources, _E, "14(2)(f)"),
    _rule(data.source_of_others_unnamed, _W, "14(2)(f)"),
    _rule(data.source_kind_unsaid, _N, "14(2)(f)"),
    # Retention
    _rule(retention.no_retention, _E, "5(1)(e), 13(2)(a), 30(1)(f)"),
    _rule(retention.retention_uncovered, _W, "13(2)(a), 30(1)(f)"),
    _rule(retention.retention_without_end, _W, "5(1)(e), 13(2)(a)"),
    _rule(retention.retention_without_start, _W, "13(2)(a)"),
    _rule(retention.retention_uncounted, _N, "17(1)(a), 30(1)(f)"),
    _rule(retention.statutory_retention_without_act, _E, "6(3), 17(3)(b)"),
    # Recipients
    _rule(recipients.no_recipients, _W, "13(1)(e), 30(1)(d)"),
    _rule(recipients.recipients_only_categories, _W, "13(1)(e), 15(1)(c)", "C-154/21"),
    _rule(recipients.recipients_unpublished, _W, "13(1)(e)"),
    _rule(recipients.processor_without_agreement, _W, "28(3)", record=_B),
    _rule(recipients.recipient_country_unsaid, _N, "13(1)(f), 30(1)(e)", record=_B),
    # Transfers
    _rule(recipients.recipient_without_transfer, _E, "13(1)(f), 44", record=_B),
    _rule(recipients.transfer_without_country, _W, "13(1)(f), 30(1)(e)", record=_B),
    _rule(recipients.transfer_without_safeguard, _E, "44, 46, 13(1)(f)", record=_B),
    _rule(recipients.no_adequacy, _E, "45", record=_B),
    _rule(recipients.adequacy_limited, _N, "45", "(EU) 2023/1795", _B),
    _rule(recipients.fallback_missing, _N, "46", "C-703/25 P", _B),
    _rule(recipients.safeguard_copy_unsaid, _W, "13(1)(f)"),
    _rule(recipients.transfer_unassessed, _W, "46(1)", "C-311/18", _B),
    _rule(recipients.transfer_at_home, _N, "44", record=_B),
    _rule(recipients.derogation_regular, _W, "49(1)", "EDPB 2/2018", _B),
    _rule(recipients.compelling_interests_undocumented, _E, "49(6)", record=_B),
    # Machines that decide
    _rule(automation.automation_unsaid, _W, "13(2)(f), 22(1)"),
    _rule(automation.machine_unexplained, _E, "13(2)(f), 22(1)"),
    _rule(automation.machine_denied, _E, "13(2)(f), 5(1)(a)"),
    _rule(automation.automation_without_ground, _E, "22(2)"),
    _rule(automation.automation_without_logic, _E, "13(2)(f), 15(1)(h)", "C-203/22"),
    _rule(automation.automation_without_consequences, _E, "13(2)(f), 15(1)(h)"),
    _rule(automation.automation_without_act, _E, "22(2)(b)"),
    _rule(automation.automation_ground_unsupported, _W, "22(2)(a), (c)"),
    _rule(automation.automation_on_special, _E, "22(4)"),
    _rule(language.profiling_unexplained, _W, "4(4), 13(2)(f)"),
    # Who keeps the register, and how
    _rule(standing.joint_without_arrangement, _E, "26(1)–(2)"),
    _rule(standing.controller_without_representative, _E, "27, 13(1)(a)", record=_B),
    _rule(standing.no_contact, _E, "13(1)(a)", record=_B),
    _rule(standing.contact_unreachable, _N, "13(1)(a)"),
    _rule(standing.officer_unreachable, _W, "13(1)(b), 37(7)", record=_B),
    _rule(standing.authority_unknown, _N, "13(2)(d), 77"),
    _rule(standing.provision_unsaid, _W, "13(2)(e)"),
    _rule(standing.security_unsaid, _W, "30(1)(g), 30(2)(d), 32", record=_B),
    _rule(standing.cookie_without_consent, _E, "", "ePrivacy 5(3), C-673/17"),
    _rule(standing.cookie_duration_unsaid, _W, "13(2)(a)", "C-673/17"),
    _rule(standing.no_clients, _W, "30(2)(a)", record=_P),
    _rule(standing.client_without_agreement, _W, "28(3)", record=_P),
    _rule(standing.notice_old, _W, "5(1)(a), 5(2), 24(1)", record=_B),
    _rule(standing.key_unknown, _E, "5(2), 30(1)", record=_B),
    # Words
    _narrowing("form_of_request", "12(2)", _EDPB_ACCESS),
    _narrowing("erasure_by_purpose", "17(1), 17(3)"),
    _narrowing("justified_reason", "12(4), 17(3)"),
    _narrowing("marketing_of_some", "21(2)–(3)"),
    _narrowing("identity_always", "12(6)", _EDPB_ACCESS),
    _narrowing("fee_for_rights", "12(5)"),
    _narrowing("late_answer", "12(3)"),
    _narrowing("complaint_hindered", "77(1)"),
    _narrowing("consent_by_use", "4(11), 7(1)"),
    _narrowing("cookies_by_browser", "7(1)", "ePrivacy 5(3), C-673/17"),
    _narrowing("change_unannounced", "5(1)(a), 13(3), 14(4)"),
    _rule(language.repealed_law, _W, "94(1)", record=_B, code="repealed_law"),
    _rule(language.foreign_law, _W, "5(1)(a), 12(1)", record=_B),
    _rule(language.unfinished_text, _W, "12(1)", record=_B, code="unfinished_text"),
    _rule(language.text_missing, _W, "12(1)", "WP260"),
    _rule(language.text_untranslated, _N, "12(1)", "WP260"),
)
RULES: dict[str, Rule] = {rule.code: rule for rule in _TABLE}


def findings_in(facts: VersionFacts) -> tuple[Finding, ...]:
    """All that the rules find in a version: errors first, in the order of the table."""
    found = [
        Finding(rule=rule, place=spot.place, words=spot.words)
        for rule in RULES.values()
        if rule.concerns(facts)
        for spot in rule.check(facts)
    ]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


_ORDER = {severity: number for number, severity in enumerate(Severity)}
