"""Attacks on the lines of a register version: their keys, and what was published with them."""

from collections.abc import Sequence

from django.db import models

from registers_app.models import FindingReason, PurposeBasis
from registers_app.models.content import PARTS
from tests.invariants.attacks.attack import Attack, after, copied, update
from tests.invariants.attacks.registers import IN_REVIEW, PUBLISHED

ROWS: dict[str, str] = {
    "contacts": "contact_point",
    "purposes": "purpose",
    "subject_categories": "subject_category",
    "data_categories": "data_category",
    "sources": "data_source",
    "recipients": "recipient",
    "transfers": "transfer",
    "retention_rules": "retention_rule",
    "automations": "automation",
    "cookies": "cookie",
}


def changed(
    model: type[models.Model],
    row: str,
    column: str,
    *,
    lead_ups: Sequence[Sequence[str]] = ([IN_REVIEW], [IN_REVIEW, PUBLISHED]),
    **other: object,
) -> list[Attack]:
    """Once the version is sent to review its line changes, goes, or gets another beside it."""
    table = model._meta.db_table
    attacks = [
        update(table, f"{column} = {column}", row),
        Attack(sql=f"DELETE FROM {table} WHERE id = %({row})s"),
        copied(model, row, **other),
    ]
    return [after(lead_up, attack) for lead_up in lead_ups for attack in attacks]


ATTACKS: dict[str, list[Attack]] = {
    **{f"{row}_key_once": [copied(PARTS[name], row)] for name, row in ROWS.items()},
    **{
        f"{row}_stays_as_published": changed(PARTS[name], row, "names", key="other")
        for name, row in ROWS.items()
    },
    "purpose_basis_stays_as_published": changed(
        PurposeBasis, "purpose_basis", "basis", basis="consent"
    ),
    "finding_reason_stays_as_published": changed(
        FindingReason,
        "finding_reason",
        "reason",
        lead_ups=[[IN_REVIEW, PUBLISHED]],
        place="elsewhere",
    ),
    "finding_reason_once": [copied(FindingReason, "finding_reason")],
    "finding_reason_given": [
        update("registers_app_findingreason", "reason = ''", "finding_reason")
    ],
    "data_category_condition_known": [
        update("registers_app_datacategory", "special_condition = 'habit'", "data_category")
    ],
    "data_source_kind_known": [
        update("registers_app_datasource", "kind = 'rumour'", "data_source")
    ],
    "recipient_country_iso": [update("registers_app_recipient", "country = 'fi'", "recipient")],
    "transfer_country_iso": [update("registers_app_transfer", "country = 'us'", "transfer")],
    "transfer_fallback_known": [update("registers_app_transfer", "fallback = 'hope'", "transfer")],
    "retention_start_known": [
        update("registers_app_retentionrule", "starts = 'someday'", "retention_rule")
    ],
    "automation_ground_known": [
        update("registers_app_automation", "ground = 'habit'", "automation")
    ],
    "cookie_kind_known": [update("registers_app_cookie", "kind = 'tasty'", "cookie")],
}
