"""How long the file of a case is kept (GDPR Art. 5(1)(e), 5(2), 24; law of limitation).

No statute says how long, and no register of requests is mandated: the controller decides and says
why (EDPB, coordinated action on access, 2024). The facts of the procedure are kept to prove that
it was right; the material is not, and whoever is not needed by name is forgotten earlier.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from requests_app.domain.periods import add_months

# Collected data and copies: as long as a download may take (EDPB Guidelines 01/2022 para. 79).
MATERIAL_DAYS = 90
# How long an answer can be fetched; the person may have it begin anew while the material is kept.
FETCH_DAYS = 60
CONTACT_MONTHS = 12  # contact data, where statistics suffice
CASE_MONTHS = 36  # the procedure: three years, within which damages are usually claimed
LONGEST_MONTHS = 120


@dataclass(frozen=True, kw_only=True)
class KeptUntil:
    """The local days of the controller from which each part of a closed case is erased."""

    material: date
    contacts: date
    case: date


def kept_until(closed_on: date, *, contact_months: int, case_months: int) -> KeptUntil:
    """When the parts of a case are erased whose last request was closed on that local day."""
    return KeptUntil(
        material=closed_on + timedelta(days=MATERIAL_DAYS),
        contacts=add_months(closed_on, contact_months),
        case=add_months(closed_on, case_months),
    )
