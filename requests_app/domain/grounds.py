"""Grounds on which an access request may be refused or limited: a closed list (GDPR Art. 12(4)).

Outside Art. 15(4), 12(5), 11(2) and the derogations of Art. 23, 85 and 89 there is no ground to
refuse access (EDPB Guidelines 01/2022 para. 166). Each ground needs the facts it rests on.
"""

from enum import StrEnum


class RefusalGround(StrEnum):
    """Why a request, or a part of it, is not met."""

    ART11_NOT_IDENTIFIABLE = "ART11_NOT_IDENTIFIABLE"
    ART12_5_UNFOUNDED = "ART12_5_UNFOUNDED"
    ART12_5_EXCESSIVE = "ART12_5_EXCESSIVE"
    ART12_6_ID_NOT_CONFIRMED = "ART12_6_ID_NOT_CONFIRMED"
    ART15_4_OTHERS_RIGHTS = "ART15_4_OTHERS_RIGHTS"
    ART15_4_TRADE_SECRET = "ART15_4_TRADE_SECRET"  # noqa: S105 - no password, a ground
    NATIONAL_LAW = "NATIONAL_LAW"


ARTICLES: dict[RefusalGround, str] = {
    RefusalGround.ART11_NOT_IDENTIFIABLE: "11(2)",
    RefusalGround.ART12_5_UNFOUNDED: "12(5)",
    RefusalGround.ART12_5_EXCESSIVE: "12(5)",
    RefusalGround.ART12_6_ID_NOT_CONFIRMED: "12(6)",
    RefusalGround.ART15_4_OTHERS_RIGHTS: "15(4)",
    RefusalGround.ART15_4_TRADE_SECRET: "15(4)",
    RefusalGround.NATIONAL_LAW: "23",
}
