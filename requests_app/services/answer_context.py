"""What the letter of an answer or a refusal says, in the person's language."""

from typing import Any

from django.utils import translation

from registers_app.domain.languages import pick
from registers_app.models import Purpose
from requests_app.domain.grounds import ARTICLES, RefusalGround
from requests_app.domain.rights import ObjectionScope
from requests_app.models import (
    Decision,
    DisclosurePackage,
    ItemChoice,
    Outcome,
    PackageState,
    RightsRequest,
)
from requests_app.services.record_erasure import backups_of

LISTS = {
    ItemChoice.MET.value: "met",
    ItemChoice.KEPT.value: "kept",
    ItemChoice.NOT_HELD.value: "not_held",
}


def letter_kind(request: RightsRequest, decision: Decision) -> str:
    """Which letter tells a decision: each right and outcome has its own."""
    if request.objection_scope == ObjectionScope.MARKETING and decision.outcome == Outcome.GRANTED:
        return "objection_marketing_granted"
    return f"{request.right}_{decision.outcome}"


def answer_context(request: RightsRequest, decision: Decision) -> dict[str, Any]:
    """All that a letter may say of a decision and what was done; each kind takes what it needs."""
    language = request.submission.language
    with translation.override(language):
        return {
            "reasoning": decision.reasoning,
            "grounds": _grounds(decision, language),
            "items": _items(decision, language),
            "recipients": _recipients(request),
            "backups_until": backups_of(request)[1] or "",
            "corrections": [
                {
                    "what": row.what,
                    "old_value": row.old_value,
                    "new_value": row.new_value,
                    "statement": row.statement,
                }
                for row in request.corrections.all()
            ],
            "restriction_ground": _restriction_ground(request),
            "review": _review(request),
            "sent_to": _sent_to(request),
            "search_limit": request.search_limits.last() or "",
        }


def purposes_met(request: RightsRequest, language: str) -> list[str]:
    """The names of the purposes for which the latest decision grants what was asked."""
    decision = request.decisions.order_by("-pk").first()
    return [] if decision is None else _items(decision, language)["met"]


def _grounds(decision: Decision, language: str) -> list[dict[str, str]]:
    return [
        {
            "label": str(ground.get_code_display()),
            "article": ARTICLES[RefusalGround(ground.code)],
            "facts": ground.facts,
            "law": ground.law,
            "purpose": _name(ground.purpose, language) if ground.purpose else "",
        }
        for ground in decision.grounds.select_related("purpose").order_by("pk")
    ]


def _items(decision: Decision, language: str) -> dict[str, list[Any]]:
    items: dict[str, list[Any]] = {"met": [], "kept": [], "outside": [], "not_held": []}
    for item in decision.items.select_related("purpose").prefetch_related("purpose__bases"):
        name = _name(item.purpose, language)
        if item.result == ItemChoice.OUTSIDE:
            bases = ", ".join(str(row.get_basis_display()) for row in item.purpose.bases.all())
            items["outside"].append({"purpose": name, "bases": bases})
        else:
            items[LISTS[item.result]].append(name)
    return items


def _recipients(request: RightsRequest) -> dict[str, list[Any]]:
    rows = list(request.recipient_notices.all())
    return {
        "told": [row.name for row in rows if row.told_at and not row.made_public],
        "public": [row.name for row in rows if row.told_at and row.made_public],
        "excused": [{"name": row.name, "reason": row.excuse} for row in rows if row.excused_at],
    }


def _restriction_ground(request: RightsRequest) -> str:
    row = request.restrictions.order_by("-pk").first()
    return str(row.get_ground_display()) if row else ""


def _review(request: RightsRequest) -> dict[str, str] | None:
    row = request.human_reviews.exclude(decided_at=None).order_by("-pk").first()
    if row is None:
        return None
    return {
        "reviewer": f"{row.reviewer}, {row.authority}",
        "result": row.result,
        "findings": row.findings,
    }


def _sent_to(request: RightsRequest) -> str:
    package = DisclosurePackage.objects.filter(
        request=request, state__in=[PackageState.READY, PackageState.RELEASED]
    ).first()
    return package.sent_to if package else ""


def _name(purpose: Purpose, language: str) -> str:
    return str(pick(purpose.names, language=language).text)
