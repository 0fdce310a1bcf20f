"""Which facts each ground needs: what the handler is asked for, and the person then reads."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Words
from requests_app.domain.grounds import RefusalGround

_G = RefusalGround

# Art. 12(4), 12(5): concrete, for the data that are meant.
FACTS_NEEDED: dict[RefusalGround, Words] = {
    _G.ART11_NOT_IDENTIFIABLE: _(
        "What you hold, why it cannot be told whose it is, and what would identify the person."
    ),
    _G.ART12_5_UNFOUNDED: _(
        "What shows that the person does not want the right itself, for example an offer to "
        "withdraw the request against payment. Rudeness or a dispute is not enough."
    ),
    _G.ART12_5_EXCESSIVE: _(
        "The days of the earlier requests, what has changed since, and why a fee would not do. "
        "A year between two requests is never excessive, and much work is no reason."
    ),
    _G.ART12_6_ID_NOT_CONFIRMED: _("What was asked, when, and what is still missing."),
    _G.ART15_4_OTHERS_RIGHTS: _(
        "Which data, whose right is at stake and how, and why taking out a part is not enough."
    ),
    _G.ART15_4_TRADE_SECRET: _(
        "Which data, what the secret is in general words, and what is given nevertheless."
    ),
    _G.ART16_NOT_INACCURATE: _("What was looked at, and what shows that the data are right."),
    _G.ART17_NO_GROUND: _(
        "Why the data are still needed, and why none of Art. 17(1)(a)–(f) applies."
    ),
    _G.ART17_3A_EXPRESSION: _("Which publication, and why it outweighs the wish for erasure."),
    _G.ART17_3B_LEGAL_OBLIGATION: _("Which data the law makes you keep, and until when."),
    _G.ART17_3B_PUBLIC_TASK: _("Which task, and why it cannot be done without these data."),
    _G.ART17_3C_PUBLIC_HEALTH: _("Which interest of public health, and until when."),
    _G.ART17_3D_ARCHIVE_RESEARCH: _(
        "Which archive, study or statistics, and how erasure would make it impossible."
    ),
    _G.ART17_3E_LEGAL_CLAIMS: _("Which claim, between whom, and until when it can be made."),
    _G.ART18_NO_GROUND: _("What was looked at, and why none of Art. 18(1)(a)–(d) applies."),
    _G.ART20_NOT_CONSENT_OR_CONTRACT: _("Which data, and the basis on which they are processed."),
    _G.ART20_NOT_AUTOMATED: _("Which data, and how they are kept."),
    _G.ART20_NOT_PROVIDED_BY_SUBJECT: _("Which data, and where they come from."),
    _G.ART20_3_PUBLIC_TASK: _("Which task, and which data it needs."),
    _G.ART20_4_OTHERS_RIGHTS: _("Which data, whose right is at stake and how."),
    _G.ART20_2_DIRECT_NOT_FEASIBLE: _("What was tried with the recipient, and what failed."),
    _G.ART21_NOT_E_OR_F: _("Which processing, and the basis on which it rests."),
    _G.ART21_COMPELLING_GROUNDS: _(
        "Your compelling reasons, the person’s situation, and why yours weigh more."
    ),
    _G.ART21_LEGAL_CLAIMS: _("Which claim, between whom, and which data it needs."),
    _G.ART21_6_PUBLIC_INTEREST_RESEARCH: _(
        "Which research or statistics, and which public interest needs it."
    ),
    _G.ART22_NOT_SOLELY_AUTOMATED: _("Who decided, and what that human could change and did."),
    _G.ART22_NO_SIGNIFICANT_EFFECT: _("What the decision leads to, and why that is not serious."),
    _G.ART22_2_EXCEPTION: _(
        "Which contract, law or consent allows it, and which human looked at the case."
    ),
    _G.NATIONAL_LAW: _("Which data, and what the provision protects in this case."),
}
