"""What the linter says of purposes, people, data and retention, by the code of the rule."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "privacy_shield": _(
        "Privacy Shield has been invalid since 16 July 2020, with no time of grace. Name "
        "another safeguard, or end the transfer."
    ),
    "safe_harbour": _(
        "Safe Harbour has been invalid since 6 October 2015. Name another safeguard, or end "
        "the transfer."
    ),
    "former_clauses": _(
        "The standard clauses of 2001, 2004 and 2010 have not been usable since 27 December "
        "2022. Use those of 2021."
    ),
    "no_purpose": _("No purpose is named. Say what the data are used for."),
    "purpose_without_basis": _(
        "This purpose has no lawful basis. Name the one or more on which it rests."
    ),
    "interest_unstated": _(
        "The purpose rests on a legitimate interest that is not told. Say whose interest it "
        "is, and which."
    ),
    "obligation_without_act": _(
        "The purpose rests on a legal obligation. Name the law that imposes it."
    ),
    "public_task_without_act": _("The purpose rests on a public task. Name the law that gives it."),
    "consent_without_withdrawal": _(
        "The purpose rests on consent. Say how consent is withdrawn; it has to be as easy "
        "as giving it."
    ),
    "consent_beside_others": _(
        "Consent stands beside another basis. Who withdraws it will expect the processing "
        "to end: check that each basis has its own part."
    ),
    "marketing_on_wrong_basis": _(
        "Direct marketing cannot rest on a legal obligation, vital interests or a public "
        "task. Choose consent or a legitimate interest."
    ),
    "marketing_on_contract": _(
        "Direct marketing is seldom needed to perform a contract. Choose consent or a "
        "legitimate interest, or say why the contract needs it."
    ),
    "purpose_unowned": _(
        "Nobody in the house answers for this. Name an owner, by role, for the register or "
        "for the purpose."
    ),
    "purpose_without_data": _(
        "No data category is used for this purpose. Tie data to it, or leave the purpose out."
    ),
    "purpose_vague": _(
        "These words could mean anything, so nobody can tell what is done with the data. "
        "Say each purpose by itself."
    ),
    "no_groups": _("No group of people is named. Say whose data these are."),
    "no_data_categories": _("No data category is named. Say which data there are."),
    "special_without_condition": _(
        "Special categories of data may be processed only if something in Art. 9(2) allows "
        "it. Say what."
    ),
    "special_condition_without_act": _(
        "What allows these special categories rests on a law. Name it."
    ),
    "special_consent_unsupported": _(
        "Explicit consent is to allow these data, but no purpose they are used for rests on "
        "consent."
    ),
    "criminal_without_act": _(
        "Data on convictions and offences may be processed only where a law allows it. Name "
        "the law."
    ),
    "identity_code_without_ground": _(
        "A personal identity code needs a ground in national law. Name it, such as the Data "
        "Protection Act, section 29, in Finland."
    ),
    "special_unmarked": _(
        "This reads like a special category of data. Mark it as one and say what allows it, "
        "or give the reason why it is none."
    ),
    "identity_code_unmarked": _(
        "This reads like a personal identity code. Mark it as one and name the national "
        "ground, or give the reason why it is none."
    ),
    "criminal_unmarked": _(
        "This reads like data on convictions or offences. Mark it and name the law, or give "
        "the reason why it is not."
    ),
    "impact_assessment_unsaid": _(
        "Sensitive data or a machine’s decisions carry a high risk. Say whether an impact "
        "assessment was needed, and where it lies."
    ),
    "group_without_data": _(
        "No data category is about this group. Tie data to it, or leave the group out."
    ),
    "no_sources": _(
        "Some data come from others, and no source is named. Say where they come from."
    ),
    "source_of_others_unnamed": _(
        "These data come from others, but every source that is named is the person. Name "
        "the other source."
    ),
    "source_kind_unsaid": _(
        "Say what kind of source this is, so that people learn whether everybody can reach it."
    ),
    "no_retention": _("Nothing says how long data are kept. Give a period, or what decides it."),
    "retention_uncovered": _("No rule says how long this is kept."),
    "retention_without_end": _(
        "By these words data could stay for good. Give a period, or the event after which they go."
    ),
    "retention_without_start": _("The period runs from no day. Say when it begins."),
    "retention_uncounted": _(
        "The time stands in words only. Given in months and with its beginning, the desk "
        "can work it out when somebody asks for erasure."
    ),
    "statutory_retention_without_act": _(
        "A law is to demand that these data are kept. Name it: erasure is refused by it."
    ),
}
