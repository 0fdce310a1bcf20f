"""What the law demands of a letter, in words and by article, for whoever words it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notices_app.letters.kinds import Part

PART_NAMES: dict[Part, tuple[Promise, str]] = {
    Part.PERIOD: (_("by when you will answer"), "Art. 12(3)"),
    Part.CONTACT: (_("how to reach you"), "Art. 12(2)"),
    Part.DOUBT: (_("the facts that the doubt rests on"), "Art. 12(6)"),
    Part.ASKED: (_("what is asked for"), "Art. 12(6)"),
    Part.MASK: (_("what to cover in a copy"), "Art. 5(1)(c)"),
    Part.CLOCK: (_("that the time waits for the answer"), "Art. 12(3)"),
    Part.EVERYTHING: (_("that the person may insist on all of it"), "Art. 15(1)"),
    Part.REASONS: (_("the reasons"), "Art. 12(3), 12(4)"),
    Part.NEW_DATE: (_("the new last day"), "Art. 12(3)"),
    Part.CONFIRMATION: (_("whether data are processed at all"), "Art. 15(1)"),
    Part.FETCH: (_("where the copy of the data is"), "Art. 15(3)"),
    Part.RIGHTS: (_("the other rights"), "Art. 15(1)(e)"),
    Part.COMPLAINT: (_("the right to complain to the supervisory authority"), "Art. 12(4), 77"),
    Part.REMEDY: (_("the right to a judicial remedy"), "Art. 12(4), 79"),
    Part.IDENTIFYING: (_("what would identify the person"), "Art. 11(2)"),
    Part.ANSWERER: (_("who answers instead of you"), "Art. 12(2), 28(3)(e)"),
    Part.WAY: (_("how to answer safely"), "Art. 12(2), 32"),
    Part.DONE: (_("what was done"), "Art. 12(3)"),
    Part.FORMAT: (_("in what format the data are"), "Art. 20(1)"),
    Part.STATEMENT: (_("that a supplementary statement may be attached"), "Art. 16"),
    Part.RECIPIENTS: (_("which recipients were told, and which were not"), "Art. 19"),
    Part.RECORD: (_("what is kept of the request itself"), "Art. 17(3)(b), (e)"),
    Part.RESTRICTION: (_("what may be done with restricted data"), "Art. 18(2)"),
    Part.PRIOR_NOTICE: (_("that the end of the restriction is told beforehand"), "Art. 18(3)"),
    Part.MARKETING_STOPPED: (_("that direct marketing has stopped"), "Art. 21(3)"),
    Part.SUPPRESSION: (_("what is kept so that it stays stopped"), "Art. 21(3)"),
    Part.REVIEW: (_("which human decided anew"), "Art. 22(3)"),
    Part.RESULT: (_("with what result"), "Art. 22(3)"),
    Part.EARLIER: (_("that what was done before stays lawful"), "Art. 7(3)"),
    Part.FEE: (_("how much is asked for, and for what"), "Art. 12(5)(a)"),
    Part.CHOICE: (_("that one may withdraw instead of paying"), "Art. 12(5)"),
    Part.OBJECTION: (_("that the new processor may be objected to"), "Art. 28(2)"),
    Part.ACKNOWLEDGED: (_("that the complaint came"), "DPA 2018 s. 164A(3)"),
    Part.OUTCOME: (_("what came of the complaint"), "DPA 2018 s. 164A(4)(b)"),
    Part.TO_DO: (_("what the recipient is to do"), "Art. 19"),
    Part.BASIS: (_("on what the processing rests instead of consent"), "Art. 7(3)"),
}
