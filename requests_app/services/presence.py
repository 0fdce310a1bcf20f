"""Who has a case open. Redis knows it by ids, for two minutes, and never for longer."""

from collections.abc import Sequence

from django.core.cache import cache
from redis.exceptions import RedisError

from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import holders
from requests_app.models import RightsRequest

LAST_SEEN_SECONDS = 2 * 60


def be_here(case: RightsRequest, *, user: User) -> Sequence[User]:
    """Note that *user* has the case open, and say which handlers have it open too.

    With Redis down nobody is seen; the token of each form holds all the same (meanwhile.py).
    """
    colleagues = list(
        holders(Permission.HANDLE_REQUESTS, controller_id=case.controller_id).exclude(pk=user.pk)
    )
    try:
        cache.set(_key(case, user), 1, timeout=LAST_SEEN_SECONDS)
        here = cache.get_many([_key(case, each) for each in colleagues])
    except RedisError:
        return []
    return [each for each in colleagues if _key(case, each) in here]


def _key(case: RightsRequest, user: User) -> str:
    return f"case-open:{case.submission_id}:{user.pk}"
