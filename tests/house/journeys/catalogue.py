"""Every journey that is walked: by the flow tests once, by the drill while processes die."""

from tests.house.journeys import (
    access,
    automated_decision,
    consent_withdrawal,
    erasure,
    extension,
    forwarding,
    objection,
    portability,
    proof,
    rectification,
    restriction,
    several,
)

MODULES = (
    access,
    rectification,
    erasure,
    restriction,
    portability,
    objection,
    automated_decision,
    consent_withdrawal,
    several,
    proof,
    extension,
    forwarding,
)
JOURNEYS = {journey.name: journey for module in MODULES for journey in module.JOURNEYS}
