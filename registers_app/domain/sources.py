"""Which purposes use data that the people themselves did not give (GDPR Art. 14(1), (2)(f))."""

from collections.abc import Collection, Iterable

# Observed data are obtained from the person (WP260 rev.01); data that the controller makes of
# others are not (C-169/23).
NOT_FROM_THE_PERSON = frozenset({"third_party", "derived"})


def used_from_elsewhere(
    purposes: Iterable[str], categories: Iterable[tuple[str, Collection[str]]]
) -> list[str]:
    """Those of *purposes*, by key, for which data from elsewhere are used, in their order.

    *categories* are each category's origin and the purposes it is used for; none means all.
    """
    elsewhere = [used for origin, used in categories if origin in NOT_FROM_THE_PERSON]
    return [key for key in purposes if any(not used or key in used for used in elsewhere)]
