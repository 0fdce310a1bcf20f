"""What happened, as sentences: a closed registry from audit event to sentence.

Every event that a service records has a sentence here, and a test says when one is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from notices_app.letters.names import letter_name
from registers_app.domain.actors import ActorKind
from requests_app.domain.identity_codes import masked
from requests_app.models import (
    AddressKind,
    AnswerChoice,
    AuditEntry,
    AuthorityMethod,
    Channel,
    GroundChoice,
    Help,
    IdentityMethod,
    LateCause,
    LeftAloneEnd,
    LinkKind,
    Outcome,
    ReminderKind,
    RepresentedRole,
    RestrictionGround,
    ReviewResult,
    SignChoice,
    SuspensionGround,
    TaskKind,
)
from requests_app.written import written

SENTENCES: dict[str, Promise] = {
    "submission.received": _("%(who)s sent or brought the request: %(channel)s."),
    "submission.received.with_signal": _(
        "%(who)s sent the request: %(channel)s. The browser sent a signal against tracking with "
        "it, %(signal)s (Art. 21(5))."
    ),
    "submission.received.by_staff": _("%(who)s entered a request that came in: %(channel)s."),
    "submission.email_confirmed": _("%(who)s confirmed the e-mail address."),
    "submission.held": _("The message was held, because it looks like a program’s: %(signs)s."),
    "submission.let_through": _("%(who)s let the message through."),
    "request.opened": _("The request was opened. It was due on %(due_on)s."),
    "request.assigned": _("%(who)s gave the request to %(assignee)s."),
    "request.assigned.nobody": _("%(who)s took the handler off the request."),
    "request.assess": _("%(who)s started assessing the request."),
    "request.collect": _("%(who)s started collecting the data."),
    "request.review": _("%(who)s started reviewing what was found."),
    "request.collect_more": _("%(who)s went back to collecting the data."),
    "request.make_ready": _("%(who)s prepared the answer."),
    "request.answer": _("%(who)s sent the answer."),
    "request.ask_approval": _("%(who)s asked a second person to approve the answer."),
    "request.propose_refusal": _("%(who)s proposed to refuse the request."),
    "request.refuse": _("%(who)s refused the request."),
    "request.approve_refusal": _("%(who)s approved the refusal, and it was sent."),
    "request.approve_answer": _("%(who)s approved the answer."),
    "request.send_back": _("%(who)s sent the request back to its handler."),
    "request.withdraw": _("%(who)s closed the request as withdrawn."),
    "request.searched": _("%(who)s had the data systems searched before deciding."),
    "request.answer_no_data": _("%(who)s answered that no data are held."),
    "request.correct": _("%(who)s recorded %(corrections)s corrections and had them carried out."),
    "request.erase": _("%(who)s had the data erased."),
    "request.restrict": _("%(who)s had the processing restricted."),
    "request.inform": _("%(who)s began to inform the recipients."),
    "request.weigh": _("%(who)s began to weigh the objection."),
    "request.cease": _("%(who)s had the processing cease."),
    "request.cease_at_once": _("%(who)s had the processing stop at once."),
    "request.start_review": _("%(who)s had a human decide anew."),
    "review.decided": _("%(who)s recorded the result of the human review: %(review)s."),
    "restriction.began": _("%(who)s restricted the processing: %(restriction)s."),
    "restriction.announced": _(
        "%(who)s told the person that the restriction ends on %(lifts_on)s."
    ),
    "restriction.lifted": _("%(who)s lifted the restriction."),
    "recipient.added": _("%(who)s added a recipient: %(recipient)s."),
    "recipient.told": _("%(who)s told a recipient: %(recipient)s."),
    "recipient.letter_opened": _("The letter to a recipient was opened: %(recipient)s."),
    "recipient.excused": _("%(who)s recorded why a recipient need not be told: %(recipient)s."),
    "release.recorded": _("%(who)s recorded a lawyer’s release."),
    "request.forward": _("%(who)s forwarded the request to the controller that answers."),
    "request.client_asked": _("%(who)s asked the person whose client they are."),
    "request.client_named": _("%(who)s noted whose client the person is."),
    "request.split": _("%(who)s took out a part that concerns another controller’s data."),
    "request.handed_over_opened": _(
        "The request was opened by the link that was mailed to the controller."
    ),
    "request.hand_over_confirmed": _(
        "%(who)s recorded that the controller confirmed that it has the request."
    ),
    "request.close_unidentified": _("%(who)s closed the request: the person was not identified."),
    "request.close_not_new": _(
        "%(who)s closed the request: the same was sent before, as %(other)s."
    ),
    "request.reopen": _("%(who)s reopened the request."),
    "identity.ask": _("%(who)s asked for proof of identity."),
    "identity.settle": _("%(who)s settled identity (%(method)s)."),
    "identity.fail": _("%(who)s recorded that identity could not be settled."),
    "identity.doubt_again": _("%(who)s doubted an identity that had been settled."),
    "identity.evidence_received": _("%(who)s handed in proof of identity. Files: %(files)s."),
    "identity.sign_in_begun": _("%(who)s went to sign in and so prove who they are."),
    "identity.sign_in_failed": _("Signing in to prove identity did not succeed."),
    "identity.signed_in": _("%(who)s signed in to prove who they are."),
    "identity.evidence_opened": _("%(who)s looked at a proof of identity."),
    "identity.evidence_destroyed": _(
        "The proof of identity was destroyed, since identity was decided. Files: %(files)s."
    ),
    "submission.protected": _("%(who)s noted a non-disclosure order."),
    "submission.contact_opened": _("%(who)s looked at an address that is kept encrypted."),
    "request.handed_over_codes_opened": _(
        "The controller to which it was passed on looked at the identity codes."
    ),
    "submission.codes_opened": _("%(who)s looked at the identity codes that the person typed."),
    "authority.noted": _("%(who)s noted that somebody else asks for the person: %(role)s."),
    "authority.ask": _("%(who)s asked for proof of authority."),
    "authority.settle": _("%(who)s settled the authority to act for the person (%(authority)s)."),
    "authority.fail": _("%(who)s recorded that the proof of authority is not enough."),
    "authority.treat_as_own": _("%(who)s treated the request as the relative’s own."),
    "authority.doubt_again": _("%(who)s doubted an authority that had been settled."),
    "authority.addressed": _("%(who)s noted who gets the letters: %(answer_to)s."),
    "authority.papers_received": _("%(who)s handed in proof of authority. Files: %(files)s."),
    "authority.paper_opened": _("%(who)s looked at a proof of authority."),
    "authority.papers_destroyed": _(
        "The proof of authority was destroyed, since it is needed no more. Files: %(files)s."
    ),
    "letter.printed": _("%(who)s printed a letter for the post: %(letter)s."),
    "letter.posted": _("%(who)s posted a letter on %(posted_on)s: %(letter)s."),
    "letter.opened": _("%(who)s opened a letter as it was posted: %(letter)s."),
    "letter.left_unposted": _("%(who)s noted that a letter is not to be posted: %(letter)s."),
    "task.opened": _("%(who)s opened a task for %(system)s: %(kind)s."),
    "task.finish": _("%(who)s recorded that it is done in %(system)s. Files: %(files)s."),
    "task.find_nothing": _("%(who)s recorded that %(system)s holds nothing."),
    "task.cancel": _("%(who)s recorded that nothing is needed of %(system)s."),
    "task.search_again": _("%(who)s opened the task for %(system)s again."),
    "task.owner_mailed": _("%(who)s mailed a new link to the task for %(system)s."),
    "task.owner_opened": _("%(who)s opened the task for %(system)s by a mailed link."),
    "task.owner_answered": _("%(who)s wrote to the owner of %(system)s."),
    "task.question": _("%(who)s asked about the task for %(system)s."),
    "task.could_not": _("%(who)s told that something could not be done in %(system)s."),
    "task.added": _("%(who)s added something after the task for %(system)s was finished."),
    "task.files_given": _("%(who)s handed in files for %(system)s: %(files)s."),
    "task.handed": _("%(who)s gave the task for %(system)s to somebody else."),
    "package.complete": _("%(who)s completed the answer package."),
    "package.release": _("%(who)s released the answer package to the person."),
    "package.fetch": _("%(who)s opened the answer for the first time."),
    "package.renewed": _("%(who)s had the time to fetch the answer prolonged."),
    "package.expire": _("%(who)s destroyed the answer package: its time was over."),
    "package.discard": _("%(who)s discarded an answer package."),
    "package.downloaded": _("%(who)s downloaded a file of the answer."),
    "disclosure_review.clear": _("%(who)s looked something through and found nothing of others."),
    "disclosure_review.redacted": _("%(who)s looked something through and covered a part of it."),
    "disclosure_review.agreed": _("%(who)s looked it through as a second person."),
    "archive.asked": _("%(who)s had the answer put into one file."),
    "archive.built": _("The answer was put into one file."),
    "archive.failed": _("The answer could not be put into one file."),
    "archive.downloaded": _("%(who)s downloaded the answer as one file, with a code."),
    "file.opened": _("%(who)s opened a file of the case."),
    "decision.made": _("%(who)s recorded a decision: %(outcome)s."),
    "decision.made.on_grounds": _(
        "%(who)s recorded a decision: %(outcome)s. Grounds: %(grounds)s."
    ),
    "decision.approved": _("%(who)s approved the decision."),
    "clock.suspended": _("%(who)s stopped the clock: %(ground)s."),
    "clock.resumed": _("%(who)s let the clock run again: %(ground)s."),
    "clock.voided": _("%(who)s made a pause void: %(ground)s."),
    "fee.asked": _("%(who)s announced a fee."),
    "fee.paid": _("%(who)s recorded that the fee was paid."),
    "fee.waived": _("%(who)s waived the fee."),
    "clock.extended": _("%(who)s extended the time."),
    "clock.redated": _("The dates were worked out anew."),
    "clock.redated.due": _("The dates were worked out anew: due on %(due_on)s."),
    "clock.redated.waiting": _("The clock waits: there is no due date until the person answers."),
    "assistance.asked": _("%(who)s recorded what the controller asks for: %(help)s."),
    "assistance.delivered": _("%(who)s delivered what the controller asked for: %(help)s."),
    "assistance.objected": _(
        "%(who)s told the controller that its instruction breaks the law: %(help)s."
    ),
    "link.found": _("%(who)s found an earlier request that may be the same person’s: %(other)s."),
    "link.made": _("%(who)s compared the request with %(other)s: %(link)s."),
    "link.ended": _("%(who)s took away the link with %(other)s."),
    "submission.original_kept": _("%(who)s kept the request’s original. Files: %(files)s."),
    "submission.material_purged": _("The collected data were erased: their time was over."),
    "submission.contacts_purged": _("The person’s contact data were erased: their time was over."),
    "submission.purged": _("The file of the case was erased: its time was over."),
    "left_alone.added": _(
        "The person’s addresses came on the list of those to leave alone: %(addresses)s."
    ),
    "left_alone.ended": _(
        "%(who)s took an address off the list of those to leave alone: "
        "%(addresses)s (%(off_list)s)."
    ),
    "erasure.repeated": _("%(who)s recorded that %(system)s erased it again after a restore."),
    "erasure.was_absent": _(
        "%(who)s recorded that the restored backup of %(system)s did not hold it."
    ),
    "hold.set": _("%(who)s keeps the file of the case for a dispute."),
    "hold.released": _("%(who)s no longer keeps the file of the case."),
    "complaint.received": _("%(who)s took in or sent a complaint to the controller."),
    "complaint.acknowledged": _("%(who)s acknowledged the complaint."),
    "complaint.going_on": _("%(who)s told how looking into the complaint goes on."),
    "complaint.told": _("%(who)s told what came of the complaint."),
    "search.limited": _("%(who)s noted what a reasonable search left out, and why."),
    "late.explained": _("%(who)s said why it is late: %(late_cause)s."),
    "message.from_person": _("%(who)s wrote a message. Files: %(files)s."),
    "message.from_staff": _("%(who)s wrote a message to the person. Files: %(files)s."),
    "message.settled": _("%(who)s noted that a message needs no answer."),
    "progress.told": _("%(who)s wrote to the person where the request stands."),
    "mail.lost": _("A mail did not arrive."),
    "mail.arrived": _("A mail that was thought lost arrived after all."),
    "mail.reached": _("%(who)s noted that what a lost mail said was told in another way."),
    "mail.not_needed": _("%(who)s noted that a lost mail is not needed any more."),
    "message.file_opened": _("%(who)s opened a file of a message."),
    "mail.settled": _("%(who)s decided on a mail that came in."),
    "note.written": _("%(who)s wrote a note for colleagues."),
    "note.corrected": _("%(who)s put a note for colleagues right."),
    "step.waits": _("%(who)s took a step that waits some minutes, and can be undone: %(step)s."),
    "step.turned_back": _("%(who)s took a step back: %(step)s."),
    "step.undone": _("%(who)s undid a step before anybody was told: %(step)s."),
    "step.hurried": _("%(who)s had a step that waited done at once: %(step)s."),
    "step.refused": _("A step that waited was not possible any more, and was not taken: %(step)s."),
    "reminder.sent": _("%(who)s sent a reminder: %(reminder)s."),
}

# The names of the specifications: the same in every language.
SIGNALS = {"gpc": "Global Privacy Control", "dnt": "Do Not Track"}
LABELS: dict[str, Promise] = {
    "progress": _("How it is going"),
    "doubt": _("Facts that give rise to doubt"),
    "what_is_asked": _("What was asked for"),
    "why_heavier": _("Why less would not do"),
    "reason": _("Reason"),
    "named_before": _("Name of the person as it was written before"),
    "child_view": _("What the child thinks of it"),
    "why_less": _("Why less is enough"),
    "statement": _("Statement of the person"),
    "forwarded_to": _("Controller that answers"),
    "handed_to": _("Mailbox"),
    "reasoning": _("Reasons told to the person"),
    "facts": _("Facts"),
    "why_late": _("Asked late, because"),
    "brought_by": _("Brought by"),
    "how": _("How it was passed on"),
    "mailbox": _("Mailed by the desk to"),
    "confirmed": _("How the controller confirmed it"),
    "instruction": _("The controller’s instruction"),
    "proof": _("Proof"),
    "question": _("Question"),
    "part": _("What the part is about"),
    "client": _("Whose client the person is, or whose data the part is about"),
    "corrected": _("What was corrected"),
    "reviewer": _("Who decides anew"),
    "authority": _("Position and authority"),
    "meanwhile": _("Meanwhile"),
    "lawyer": _("Lawyer"),
    "opinion": _("Opinion"),
    "about": _("What the complaint is about"),
    "outcome": _("What came of it"),
    "searched": _("What was searched, and how"),
    "left_out": _("What was not searched"),
}


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names behind the ids of entries."""

    users: Mapping[int, str] = field(default_factory=dict)
    systems: Mapping[int, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)


def sentence(entry: AuditEntry, names: Names) -> str:
    """What the entry says, in the reader's language. Raises KeyError for an unknown event."""
    return str(SENTENCES[_form(entry)]) % _words(entry, names)


def personal_parts(entry: AuditEntry) -> list[tuple[str, str]]:
    """The personal part of an entry, labelled, identity codes covered; empty once purged."""
    payload = getattr(entry, "payload", None)
    if payload is None:
        return []
    return [
        (str(LABELS[name]), masked("\n".join(value) if isinstance(value, list) else str(value)))
        for name, value in payload.content.items()
        if value
    ]


def _form(entry: AuditEntry) -> str:
    facts = entry.facts
    if entry.event == "submission.received" and entry.actor_kind == ActorKind.USER:
        return "submission.received.by_staff"
    if entry.event == "submission.received" and facts.get("browser_signal"):
        return "submission.received.with_signal"
    if entry.event == "request.assigned" and facts.get("assignee") is None:
        return "request.assigned.nobody"
    if entry.event == "decision.made" and facts.get("grounds"):
        return "decision.made.on_grounds"
    if entry.event == "clock.redated" and "due_on" in facts:
        return "clock.redated.due" if facts["due_on"][1] else "clock.redated.waiting"
    return str(entry.event)


def _words(entry: AuditEntry, names: Names) -> dict[str, str]:
    facts = entry.facts
    return {
        "who": _actor(entry, names),
        "assignee": _user(facts.get("assignee"), names),
        "system": names.systems.get(facts.get("system"), _text("a data system")),
        "step": names.steps.get(facts.get("step", ""), _text("a step")),
        "files": str(facts.get("files", 0)),
        "signal": SIGNALS.get(str(facts.get("browser_signal")), ""),
        "channel": _label(Channel, facts.get("channel")),
        "signs": ", ".join(_label(SignChoice, sign) for sign in facts.get("signs", [])),
        "addresses": ", ".join(_label(AddressKind, kind) for kind in facts.get("addresses", [])),
        "off_list": _label(LeftAloneEnd, facts.get("off_list")),
        "method": _label(IdentityMethod, facts.get("method")),
        "role": _label(RepresentedRole, facts.get("written_by")),
        "authority": _label(AuthorityMethod, facts.get("authority")),
        "answer_to": _label(AnswerChoice, facts.get("answer_to")),
        "outcome": _label(Outcome, facts.get("outcome")),
        "ground": _label(SuspensionGround, facts.get("ground"))
        if entry.event.startswith("clock.")
        else "",
        "reminder": _label(ReminderKind, facts.get("kind"))
        if entry.event.startswith("reminder.")
        else "",
        "grounds": "; ".join(_label(GroundChoice, code) for code in facts.get("grounds", [])),
        "due_on": _day(facts.get("due_on")),
        "lifts_on": _day(facts.get("lifts_on")),
        "kind": _label(TaskKind, facts.get("kind", "search"))
        if entry.event.startswith("task.")
        else "",
        "corrections": str(facts.get("corrections", 0)),
        "review": _label(ReviewResult, facts.get("result")),
        "restriction": _label(RestrictionGround, facts.get("ground"))
        if entry.event.startswith("restriction.")
        else "",
        "late_cause": _label(LateCause, facts.get("cause")),
        "help": _label(Help, facts.get("help")),
        "other": str(facts.get("reference", "")),
        "link": _label(LinkKind, facts.get("link")),
        "letter": letter_name(facts["letter"]) if entry.event.startswith("letter.") else "",
        "posted_on": _day(facts.get("posted_on")),
        "recipient": masked(str(facts.get("recipient", ""))),
    }


def _actor(entry: AuditEntry, names: Names) -> str:
    if entry.actor_kind == ActorKind.SUBJECT:
        return _text("The person")
    if entry.actor_kind == ActorKind.OWNER:
        return _text("The system’s owner")
    if entry.actor_kind == ActorKind.SYSTEM:
        return _text("Rightsdesk")
    who = _user(entry.actor_id, names)
    if entry.facts.get("for") is None:
        return who
    absent = _user(entry.facts["for"], names)
    return _text("%(deputy)s (for %(absent)s)") % {"deputy": who, "absent": absent}


def _user(user_id: int | None, names: Names) -> str:
    if user_id is None:
        return ""
    return names.users.get(user_id) or _text("A former member of staff")


def _label(choices: type[Channel] | type, value: str | None) -> str:
    return str(choices(value).label) if value else ""


def _day(value: str | list[str | None] | None) -> str:
    text = value[1] if isinstance(value, list) else value
    if not text or text == "None":
        return ""
    return written(date.fromisoformat(text))
