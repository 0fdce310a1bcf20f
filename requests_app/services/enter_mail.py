"""Enter a mail as a request: the person's words, the rights, and the true day of receipt."""

from notices_app.models import InboundMail
from registers_app.domain.actors import Actor
from registers_app.models import LanguageChoice
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import Arrival, Channel, Submission
from requests_app.services.submit import NewSubmission, submit

LONGEST_ABOUT = 5_000
LONGEST_IDENTIFIERS = 1_000
# A personal identity code is not kept where everybody reads it (Data Protection Act 1050/2018, 29).
_NOT_COPIED = ("identity_code",)


def enter_mail(
    row: InboundMail, *, rights: tuple[Right, ...], actor: Actor | None = None
) -> Submission:
    """The new case. *actor* is who entered it, None where the rules did.

    Raises what submit raises.
    """
    words = row.words
    arrival = Arrival.GENERAL if words.forwarded_by else Arrival.PROPER
    return submit(
        NewSubmission(
            controller=row.controller,
            register=None,
            rights=rights,
            channel=Channel.EMAIL,
            received_at=row.received_at,
            arrival=arrival,
            language=_language(row),
            person_name=(words.sender_name or words.sender.partition("@")[0] or "?")[:200],
            email=words.sender,
            identifiers=_identifiers(row),
            about=words.read.strip()[:LONGEST_ABOUT],
            objection_scope=_scope(row),
        ),
        actor=actor,
    )


def _language(row: InboundMail) -> str:
    """That of the mail; English for who writes another one than the desk's."""
    spoken = str(row.reading.get("language", ""))
    if spoken in LanguageChoice.values:
        return spoken
    return str(row.controller.language) if spoken == "und" else LanguageChoice.EN.value


def _identifiers(row: InboundMail) -> str:
    text = row.words.read
    offered = [
        text[start:end]
        for kind, start, end in row.reading.get("identifiers", [])
        if kind not in _NOT_COPIED
    ]
    return ", ".join(dict.fromkeys(offered))[:LONGEST_IDENTIFIERS]


def _scope(row: InboundMail) -> ObjectionScope:
    """Marketing alone, where nothing else was objected to (Art. 21(2)); in doubt everything."""
    codes = [mark[0] for mark in row.reading.get("marks", []) if ".objection." in mark[0]]
    # What only helps to understand them says nothing of what is objected to.
    telling = [code for code in codes if ".context." not in code and not code.endswith(".weak")]
    only_marketing = bool(telling) and all(code.endswith(".stop_marketing") for code in telling)
    return ObjectionScope.MARKETING if only_marketing else ObjectionScope.ALL
