"""What each kind of letter is called, for those who work with them."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

RIGHTS: dict[str, Promise] = {
    "access": _("access to one’s data"),
    "rectification": _("rectification"),
    "erasure": _("erasure"),
    "restriction": _("restriction of processing"),
    "portability": _("data portability"),
    "objection_marketing": _("objection to direct marketing"),
    "objection": _("objection"),
    "automated_decision": _("review of an automated decision"),
    "consent_withdrawal": _("withdrawal of consent"),
}
OUTCOMES: dict[str, Promise] = {
    "granted": _("granted"),
    "partial": _("granted in part"),
    "refused": _("refused"),
    "no_data": _("no data held about the person"),
    "not_applicable": _("not applicable: nothing rests on consent"),
}
NAMES: dict[str, Promise] = {
    "received": _("we have received it"),
    "received_to_forward": _("we have received it and pass it on"),
    "identity_asked": _("please show who you are"),
    "authority_asked": _("please show that you may act for the person"),
    "authority_not_enough": _("the proof of authority is not enough"),
    "clarification_asked": _("please say more exactly what you mean"),
    "identity_reminder": _("reminder: please show who you are"),
    "clarification_reminder": _("reminder: please answer our question"),
    "client_asked": _("please say whose customer you are"),
    "extended": _("we need more time"),
    "progress": _("how it stands"),
    "fee_asked": _("a fee is asked for"),
    "objection_restricted": _("restricted while an objection is weighed"),
    "rectification_restricted": _("restricted while accuracy is verified"),
    "restriction_to_be_lifted": _("a restriction is to be lifted"),
    "forwarded": _("passed on to the controller"),
    "part_passed_on": _("a part was passed on"),
    "unidentified": _("we cannot identify you"),
    "withdrawn": _("withdrawn"),
    "not_new": _("the same was asked before"),
    "misdirected": _("it was meant for somebody else"),
    "recipient_told": _("to a recipient: what has changed"),
    "complaint_acknowledged": _("we have received your complaint"),
    "complaint_progress": _("how we look into your complaint"),
    "complaint_outcome": _("what came of your complaint"),
    "reopened": _("opened again"),
    # Mails alone.
    "received_confirm": _("we have received it: please confirm your address"),
    "confirm_reminder": _("reminder: please confirm your address"),
    "email_confirmed": _("your address is confirmed"),
    "new_link": _("a new link to your page"),
    "answer_ready": _("your answer is ready"),
    "package_code": _("a code for the file of your answer"),
    "package_expires": _("your answer will soon be gone"),
    "decided": _("your request has been decided"),
    "decision_refused": _("a decision waits for you"),
    "message_waiting": _("a message waits for you"),
    "complaint_letter": _("a letter about your complaint waits for you"),
}


def letter_name(kind: str) -> str:
    """The name of a kind of letter, in the reader's language; the kind where it has none."""
    if kind in NAMES:
        return capfirst(str(NAMES[kind]))
    for outcome, words in OUTCOMES.items():
        right = RIGHTS.get(kind.removesuffix(f"_{outcome}"))
        if right is not None and kind.endswith(f"_{outcome}"):
            return f"{capfirst(str(right))}: {words}"
    return kind
