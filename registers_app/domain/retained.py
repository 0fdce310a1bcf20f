"""Which retention rule is about which purpose (GDPR Art. 5(1)(e), 13(2)(a), 17(3)(b))."""

from collections.abc import Collection, Mapping


def concerns(
    purpose: str,
    *,
    purposes: Collection[str],
    data_categories: Collection[str],
    used_for: Mapping[str, Collection[str]],
) -> bool:
    """Whether a rule that names *purposes* and *data_categories*, by key, is about *purpose*.

    A rule that names neither is about everything. One that names categories only is about what
    they are *used_for*; a category of which that is not said may be used for any purpose.
    """
    if purposes:
        return purpose in purposes
    if not data_categories:
        return True
    return any(
        not used_for.get(category) or purpose in used_for[category] for category in data_categories
    )
