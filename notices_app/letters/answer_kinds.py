"""The letter of every outcome of every right: its name is ``<right>_<outcome>``.

Every answer tells complaint and remedy (GDPR Art. 77, 79), whatever it grants; whatever is not
granted has its reasons (Art. 12(4)). There is no refusal of Art. 7(3) and 21(3).
"""

from notices_app.letters.case_kinds import case_letter
from notices_app.letters.kinds import LetterKind, Part

# What a refusal gives, in whole or in part (Art. 12(4)).
WHY = frozenset({"reasoning", "grounds"})


def _answer(
    name: str, *needs: str, parts: set[Part], needs_content: frozenset[str] = frozenset()
) -> LetterKind:
    always = {Part.COMPLAINT, Part.REMEDY}
    return case_letter(name, *needs, parts={*always, *parts}, needs_content=needs_content)


def _granted_by_purpose(name: str, *needs: str, parts: set[Part]) -> LetterKind:
    # Reasoning and grounds may be empty; a purpose that is kept all the same is told with them.
    return _answer(name, "items", "reasoning", "grounds", *needs, parts=parts)


def _partial(
    name: str, *needs: str, parts: set[Part], needs_content: frozenset[str] = frozenset()
) -> LetterKind:
    return _answer(name, *needs, parts={Part.REASONS, *parts}, needs_content=WHY | needs_content)


def _no_data(right: str, *parts: Part) -> LetterKind:
    return _answer(f"{right}_no_data", parts={Part.CONFIRMATION, *parts})


def _refused(right: str, *parts: Part) -> LetterKind:
    return _partial(f"{right}_refused", parts=set(parts))


_ACCESS = {Part.CONFIRMATION, Part.FETCH, Part.RIGHTS}  # Art. 15(1), (3)
_MOVED = {Part.FORMAT, Part.FETCH}  # Art. 20(1)
_CHANGED = {Part.DONE, Part.RECIPIENTS}  # Art. 12(3), 19
_ERASED = {*_CHANGED, Part.RECORD}
_RESTRICTED = {*_CHANGED, Part.RESTRICTION, Part.PRIOR_NOTICE}
_CORRECTIONS = frozenset({"corrections"})
_GROUND = frozenset({"restriction_ground"})

ANSWERS = [
    _answer("access_granted", "expires_on", "by_post", "search_limit", parts=_ACCESS),
    _partial("access_partial", "expires_on", "by_post", "search_limit", parts=_ACCESS),
    _answer("access_no_data", "search_limit", parts={Part.CONFIRMATION}),
    _refused("access"),
    _granted_by_purpose("portability_granted", "expires_on", "by_post", "sent_to", parts=_MOVED),
    _partial("portability_partial", "expires_on", "by_post", "sent_to", "items", parts=_MOVED),
    _no_data("portability"),
    _refused("portability"),
    _answer(
        "rectification_granted",
        "recipients",
        "reasoning",
        parts=_CHANGED,
        needs_content=_CORRECTIONS,
    ),
    _partial(
        "rectification_partial",
        "recipients",
        parts={*_CHANGED, Part.STATEMENT},
        needs_content=_CORRECTIONS,
    ),
    _no_data("rectification"),
    _refused("rectification", Part.STATEMENT),
    _granted_by_purpose("erasure_granted", "recipients", "backups_until", parts=_ERASED),
    _partial("erasure_partial", "items", "recipients", "backups_until", parts=_ERASED),
    _no_data("erasure", Part.RECORD),
    _refused("erasure", Part.RECORD),
    _answer(
        "restriction_granted",
        "recipients",
        "reasoning",
        parts=_RESTRICTED,
        needs_content=_GROUND,
    ),
    _partial("restriction_partial", "recipients", parts=_RESTRICTED, needs_content=_GROUND),
    _no_data("restriction"),
    _refused("restriction"),
    _granted_by_purpose("objection_granted", parts={Part.DONE}),
    _answer(
        "objection_marketing_granted",
        "items",
        parts={Part.MARKETING_STOPPED, Part.SUPPRESSION},
    ),
    _partial("objection_partial", "items", parts={Part.DONE, Part.PRIOR_NOTICE}),
    _no_data("objection"),
    _refused("objection", Part.PRIOR_NOTICE),
    _answer(
        "automated_decision_granted",
        parts={Part.REVIEW, Part.RESULT, Part.REASONS},
        needs_content=frozenset({"review"}),
    ),
    _no_data("automated_decision"),
    _refused("automated_decision"),
    _answer("consent_withdrawal_granted", "items", parts={Part.DONE, Part.EARLIER}),
    _answer("consent_withdrawal_not_applicable", "items", parts={Part.BASIS, Part.RIGHTS}),
    _no_data("consent_withdrawal"),
]
