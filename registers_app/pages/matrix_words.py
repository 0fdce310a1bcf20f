"""The sentence of each cell of the matrix: one for who asks, one for who answers."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """What a person may expect, and what a handler does."""

    person: str | Promise
    staff: str | Promise


SENTENCES: dict[str, Sentence] = {
    "access": Sentence(
        person=_("You get a copy of the data and are told what they are used for, free of charge."),
        staff=_(
            "Applies on every basis: confirm, give the information of Art. 15(1)–(2) and a copy."
        ),
    ),
    "access_sensitive": Sentence(
        person=_(
            "You get a copy of sensitive data too. The organisation may first take more care to "
            "make sure that it is you who asks."
        ),
        staff=_(
            "Applies to sensitive data too. Verify the identity more firmly before anything is "
            "handed over."
        ),
    ),
    "rectification": Sentence(
        person=_(
            "Wrong data are corrected and missing data are added, whatever they are used for."
        ),
        staff=_(
            "Applies on every basis: correct or complete. While the accuracy is contested, "
            "restriction may be asked (Art. 18(1)(a))."
        ),
    ),
    "erasure_consent": Sentence(
        person=_(
            "If you withdraw your consent and nothing else entitles the organisation to keep the "
            "data, they are erased."
        ),
        staff=_(
            "Erase when the consent is withdrawn and no other ground remains; also when the data "
            "are no longer needed or were used unlawfully."
        ),
    ),
    "erasure_not_needed": Sentence(
        person=_(
            "The data are erased when they are no longer needed, when their use was unlawful, or "
            "when a law demands it."
        ),
        staff=_(
            "Erase only if the data are no longer needed, were used unlawfully, or a law demands "
            "it. An objection is no lever here."
        ),
    ),
    "erasure_law": Sentence(
        person=_(
            "A law obliges the organisation to keep these data for a time. They are kept until "
            "then, and you are told which they are and why. After that they are erased."
        ),
        staff=_(
            "The purpose stands on a legal obligation. While the law demands the data, keep them "
            "and name them in the answer; when its time is over, erase them (Art. 17(1)(a), (e))."
        ),
    ),
    "erasure_kept_by_law": Sentence(
        person=_(
            "A law demands that these data are kept for now, so they are not erased yet. You are "
            "told which they are and until when."
        ),
        staff=_(
            "A law still demands the data: keep what it demands, name it and its end in the "
            "answer, and erase the rest."
        ),
    ),
    "erasure_law_over": Sentence(
        person=_("No law demands these data any longer: they are erased."),
        staff=_("The time that the law demanded is over: erase."),
    ),
    "erasure_public_task": Sentence(
        person=_(
            "What a public task needs is kept. If you object and nothing overrides your reasons, "
            "the data are erased."
        ),
        staff=_(
            "Keep only what the public task needs. Otherwise the way leads through an objection "
            "(Art. 17(1)(c), 21(1))."
        ),
    ),
    "erasure_interest": Sentence(
        person=_(
            "The data are erased if you object to their use and no compelling ground overrides "
            "yours, or if they are no longer needed."
        ),
        staff=_(
            "Erase after an objection unless overriding grounds are shown, and in any case when "
            "the data are no longer needed or were used unlawfully."
        ),
    ),
    "erasure_marketing": Sentence(
        person=_(
            "Object to direct marketing as well: it stops, and the data used for it are erased. "
            "Only what is needed to keep you off the list stays."
        ),
        staff=_(
            "After an objection to direct marketing erase, with nothing to weigh. Keep only a "
            "minimal entry on a suppression list."
        ),
    ),
    "erasure_special": Sentence(
        person=_(
            "Sensitive data are erased on the same grounds as others. Public health, or archives "
            "and research in the public interest, may stand against it."
        ),
        staff=_(
            "Follows the basis under Art. 6. When explicit consent is withdrawn, erase if no "
            "other ground remains. Mind public health, archiving and research."
        ),
    ),
    "restriction": Sentence(
        person=_(
            "The data are only stored when you say that they are wrong, when their use is "
            "unlawful and you would rather not have them erased, or when you need them for a "
            "legal claim."
        ),
        staff=_(
            "Grounds (a)–(c): accuracy contested; unlawful use, but the person opposes erasure; "
            "needed by the person for legal claims."
        ),
    ),
    "restriction_objection": Sentence(
        person=_(
            "The data are only stored when you say that they are wrong, when their use is "
            "unlawful, when you need them for a legal claim, or while your objection is weighed."
        ),
        staff=_("Grounds (a)–(d): also while an objection under Art. 21(1) is being weighed."),
    ),
    "recipient_notice": Sentence(
        person=_(
            "If data are corrected, erased or restricted, those who have received them are told. "
            "If you ask, you are told who they are."
        ),
        staff=_(
            "Follows the main right: when data are rectified, erased or restricted, tell each "
            "recipient, processors too, or record why that is impossible or a disproportionate "
            "effort."
        ),
    ),
    "portability": Sentence(
        person=_(
            "You get the data that you have given, or that came from what you did, in a form that"
            " a machine can read."
        ),
        staff=_(
            "Hand over what the person provided or what was observed, in a structured, machine-"
            "readable format; not what was inferred."
        ),
    ),
    "portability_if_automated": Sentence(
        person=_(
            "If the data are processed by computer, you get what you have given, or what came "
            "from what you did, in a form that a machine can read."
        ),
        staff=_(
            "Applies if the processing is carried out by automated means. The register names no "
            "data system: find out."
        ),
    ),
    "portability_on_paper": Sentence(
        person=_(
            "These data are not processed by computer, so they are not handed over in machine-"
            "readable form. You can ask for a copy instead."
        ),
        staff=_(
            "Not carried out by automated means: outside the right. A copy under Art. 15 remains."
        ),
    ),
    "portability_no_basis": Sentence(
        person=_(
            "Here the use of the data rests neither on consent nor on a contract, so they need "
            "not be moved to another service. You can ask for a copy instead."
        ),
        staff=_(
            "Rests neither on consent nor on a contract: outside the right. A copy under Art. 15 "
            "remains."
        ),
    ),
    "portability_public_task": Sentence(
        person=_(
            "Here the data serve a public task, and such data need not be moved to another "
            "service. You can ask for a copy instead."
        ),
        staff=_(
            "Needed for a public task: the right does not apply. A copy under Art. 15 remains."
        ),
    ),
    "portability_explicit_consent": Sentence(
        person=_("Sensitive data can be moved where their use rests on your explicit consent."),
        staff=_(
            "Applies where the special categories rest on explicit consent (Art. 9(2)(a)). The "
            "register does not say: find out."
        ),
    ),
    "objection": Sentence(
        person=_(
            "Say what in your own situation speaks against the use. It stops, unless the "
            "organisation shows compelling grounds that override yours, or needs the data for "
            "legal claims."
        ),
        staff=_(
            "Restrict meanwhile. Stop unless compelling legitimate grounds that override, or "
            "legal claims, are shown: the controller bears the burden."
        ),
    ),
    "objection_withdraw": Sentence(
        person=_(
            "Here the use rests on your consent. You do not have to object: you can withdraw the "
            "consent at any time."
        ),
        staff=_(
            "Rests on consent: there is nothing to object to. Treat it as a withdrawal if that is"
            " what the person wants (Art. 7(3))."
        ),
    ),
    "objection_no_basis": Sentence(
        person=_(
            "Here the use rests neither on a legitimate interest nor on a public task, so an "
            "objection does not reach it."
        ),
        staff=_("Rests neither on a public task nor on a legitimate interest: outside the right."),
    ),
    "marketing": Sentence(
        person=_("Direct marketing stops at once. You need give no reason."),
        staff=_(
            "Stop at once, profiling for it included. There is nothing to weigh, and it cannot be"
            " refused."
        ),
    ),
    "marketing_consent": Sentence(
        person=_(
            "Direct marketing stops at once, and your consent to it ends. You need give no reason."
        ),
        staff=_(
            "Stop at once, profiling for it included, and treat it as a withdrawal of the consent"
            " too (Art. 7(3)). It cannot be refused."
        ),
    ),
    "marketing_odd_basis": Sentence(
        person=_("Direct marketing stops at once, whatever the register calls its basis."),
        staff=_(
            "Stop at once. Direct marketing cannot stand on this basis: have the register "
            "corrected."
        ),
    ),
    "marketing_none": Sentence(
        person=_("By what the register says, the data are not used for direct marketing here."),
        staff=_("The register does not mark this as direct marketing."),
    ),
    "research": Sentence(
        person=_(
            "You may object to the use of your data for research or statistics. It stops, unless "
            "a task in the public interest needs it."
        ),
        staff=_(
            "Research or statistics under Art. 89(1): stop, unless necessary for a task in the "
            "public interest."
        ),
    ),
    "research_unsaid": Sentence(
        person=_("If your data are used for research or statistics, you may object to that."),
        staff=_(
            "The register does not say whether data are used for research or statistics under "
            "Art. 89(1). If they are, an objection is possible on any basis, unless a task in the"
            " public interest needs them."
        ),
    ),
    "research_none": Sentence(
        person=_("The data are not used for research or statistics here."),
        staff=_("No research or statistics under Art. 89(1): outside the right."),
    ),
    "automated_consent": Sentence(
        person=_(
            "Here a machine alone may decide something important about you only with your "
            "explicit consent. If it has, a human looks at it anew, and you may say how you see "
            "the matter and contest the decision."
        ),
        staff=_(
            "A decision by a machine alone is allowed only with explicit consent. Give it to a "
            "human who can change it, hear the person, and let them contest it."
        ),
    ),
    "automated_contract": Sentence(
        person=_(
            "Here a machine alone may decide something important about you only where a contract "
            "with you needs it. If it has, a human looks at it anew, and you may say how you see "
            "the matter and contest the decision."
        ),
        staff=_(
            "A decision by a machine alone is allowed only where the contract needs it. Give it "
            "to a human who can change it, hear the person, and let them contest it."
        ),
    ),
    "automated_law": Sentence(
        person=_(
            "Here a machine alone may decide something important about you only where a law "
            "allows it. That law also says how you are protected."
        ),
        staff=_(
            "A decision by a machine alone is allowed only if a law authorises it and lays down "
            "safeguards: name the law and follow them."
        ),
    ),
    "automated_prohibited": Sentence(
        person=_(
            "Here a machine alone may not decide anything important about you. If it has, a human"
            " decides the matter anew."
        ),
        staff=_(
            "This basis is no exception: a decision by a machine alone is prohibited. If one was "
            "made, a human decides anew."
        ),
    ),
    "automated_special": Sentence(
        person=_(
            "A machine alone may decide by sensitive data only with your explicit consent, or by "
            "a law for an important public interest. You may have a human look at such a "
            "decision."
        ),
        staff=_(
            "Only with explicit consent (Art. 9(2)(a)) or by a law for substantial public "
            "interest (Art. 9(2)(g)), and with safeguards; otherwise prohibited."
        ),
    ),
    "automated_none": Sentence(
        person=_("By what the register says, no machine decides alone about you here."),
        staff=_("No decision is made by a machine alone: outside the right."),
    ),
    "withdrawal": Sentence(
        person=_(
            "The use stops at once, and you need give no reason. What was done before stays lawful."
        ),
        staff=_(
            "Stop at once; it cannot be refused. Keep the record of the consent with the time of "
            "its withdrawal, and decide what becomes of the data left."
        ),
    ),
    "withdrawal_explicit_consent": Sentence(
        person=_("If sensitive data are used by your explicit consent, you can withdraw it."),
        staff=_(
            "Applies where the special categories rest on explicit consent (Art. 9(2)(a)), and to"
            " explicit consent to automated decisions or transfers (Art. 22(2)(c), 49(1)(a)). The"
            " register does not say: find out."
        ),
    ),
    "withdrawal_no_basis": Sentence(
        person=_("Here the use does not rest on consent, so there is none to withdraw."),
        staff=_(
            "Does not rest on consent: it goes on. If the person means that the use should end, "
            "see whether it is an objection (Art. 21)."
        ),
    ),
    "follows_basis": Sentence(
        person=_("What holds here depends on what entitles the organisation to use the data."),
        staff=_("Follows the basis under Art. 6 of the purpose for which the data are used."),
    ),
    "basis_unsaid": Sentence(
        person=_(
            "The register does not say what entitles the organisation to this use. Your request "
            "is handled as if the right reached it."
        ),
        staff=_(
            "The register names no basis. Treat the right as if it reached the purpose, and have "
            "the register completed."
        ),
    ),
}
