"""Requests of every right at every stage. All persons are invented."""

from requests_app.management.demo.case import Case
from requests_app.management.demo.cases import (
    jackbot,
    jackbot_access,
    jakamo,
    jalonom,
    jamix,
    jamix_access,
    jamworks,
)

CASES: tuple[Case, ...] = (
    *jackbot_access.CASES,
    *jackbot.CASES,
    *jakamo.CASES,
    *jalonom.CASES,
    *jamix_access.CASES,
    *jamix.CASES,
    *jamworks.CASES,
)
