"""What the linter says of recipients, machines, the register and its words, by the rule’s code."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "no_recipients": _(
        "No recipient is named. Processors are recipients too; say so if there are really none."
    ),
    "recipients_only_categories": _(
        "Only categories of recipients are recorded. Who asks for access is told the actual "
        "recipients by name."
    ),
    "recipients_unpublished": _("The notice names no recipient, not even a category."),
    "processor_without_agreement": _("No processing agreement is recorded for this processor."),
    "recipient_country_unsaid": _(
        "The recipient’s country is not recorded, so nobody can tell whether data leave for "
        "a third country."
    ),
    "recipient_without_transfer": _(
        "This recipient is in a third country, and no transfer there is recorded. Add it "
        "with its safeguard."
    ),
    "transfer_without_country": _("The transfer names no country. Say where the data go."),
    "transfer_without_safeguard": _(
        "Nothing makes this transfer lawful. Name its safeguard, or end it."
    ),
    "no_adequacy": _(
        "There is no adequacy decision in force for this country. Choose another safeguard."
    ),
    "adequacy_limited": _(
        "The decision covers some recipients only: in the USA those on the Data Privacy "
        "Framework list, in Canada commercial organisations. Check that yours is one."
    ),
    "fallback_missing": _(
        "The Data Privacy Framework is before the Court of Justice. Say what steps in if it falls."
    ),
    "safeguard_copy_unsaid": _("Say where a copy of the safeguard can be had."),
    "transfer_unassessed": _(
        "No assessment of this transfer is recorded: whether the law of that country lets "
        "the safeguard work."
    ),
    "transfer_at_home": _(
        "This country is no third country: data may go there without a safeguard. Record it "
        "as the recipient’s country instead."
    ),
    "derogation_regular": _(
        "A derogation is for single occasions, and what a register does is regular. Choose "
        "a safeguard, or give the reason why this is exceptional."
    ),
    "compelling_interests_undocumented": _(
        "Compelling interests have to be assessed and recorded, and the authority and the "
        "people told. Say where the record is."
    ),
    "automation_unsaid": _(
        "Say whether a machine alone decides about people, and tell it in words, also when "
        "none does."
    ),
    "machine_unexplained": _(
        "A machine alone decides about people, and nothing says about what. Add the "
        "decision with its logic and consequences."
    ),
    "machine_denied": _(
        "The version says that no machine decides alone, and this line says that one does."
    ),
    "automation_without_ground": _(
        "A machine may decide alone only by contract, by law or with explicit consent. Say which."
    ),
    "automation_without_logic": _("Say how the machine decides, so that people can follow it."),
    "automation_without_consequences": _("Say what the decision means for the person."),
    "automation_without_act": _("A law is to allow this decision. Name it."),
    "automation_ground_unsupported": _(
        "What allows the decision is a contract or consent, but no purpose of it rests on that."
    ),
    "automation_on_special": _(
        "A machine may decide alone on special categories only with explicit consent or by "
        "a law in the substantial public interest."
    ),
    "profiling_unexplained": _(
        "This purpose speaks of profiling or of a machine’s decisions, and nothing explains them."
    ),
    "joint_without_arrangement": _(
        "Several controllers decide together. Tell people the essence of their arrangement: "
        "who does what, and whom to turn to."
    ),
    "controller_without_representative": _(
        "This controller is outside the countries of the law it is under, and has named no "
        "representative there."
    ),
    "no_contact": _(
        "Nobody can be reached about this register. Give an e-mail, a number or an address."
    ),
    "contact_unreachable": _("This contact has neither e-mail nor phone."),
    "officer_unreachable": _("A data protection officer is named without contact details."),
    "authority_unknown": _(
        "The desk does not know the supervisory authority of this controller’s country. "
        "Name it in the notice yourself."
    ),
    "provision_unsaid": _(
        "People give data for a contract or because a law demands it. Tell them whether "
        "they have to, and what follows if they do not."
    ),
    "security_unsaid": _("Describe in general how the data are protected."),
    "cookie_without_consent": _("This cookie is not necessary, and no purpose rests on consent."),
    "cookie_duration_unsaid": _("Say how long this cookie lasts."),
    "no_clients": _(
        "No client is recorded. A processor’s record names each controller on whose behalf it acts."
    ),
    "client_without_agreement": _("No processing agreement is recorded for this client."),
    "notice_old": _(
        "For more than a year nobody has confirmed that this still holds. Look it through, "
        "and note the day or publish a new version."
    ),
    "key_unknown": _("This line names others that are not there."),
    "form_of_request": _(
        "A request counts in any form and by any channel. These words ask for one."
    ),
    "erasure_by_purpose": _(
        "These words refuse erasure wherever the data are useful. The law has its own list "
        "of exceptions."
    ),
    "justified_reason": _(
        "A request is refused only on a ground that the law names. These words leave it to "
        "the controller."
    ),
    "marketing_of_some": _(
        "Everybody may object to direct marketing. These words give that right to some."
    ),
    "identity_always": _(
        "Proof of identity is asked for only where there is a reasonable doubt. These words "
        "ask for it always, or for too much."
    ),
    "fee_for_rights": _(
        "Requests are free of charge, however often they come, unless they are excessive. "
        "These words promise it once a year."
    ),
    "late_answer": _("A request is answered within a month. These words take longer."),
    "complaint_hindered": _(
        "A person may complain to the authority at any time. These words put something before it."
    ),
    "consent_by_use": _("Using a service is no consent. These words take it for one."),
    "cookies_by_browser": _(
        "A browser’s settings are no consent to cookies. Ask for it before they are set."
    ),
    "change_unannounced": _(
        "People are told of a change before it takes effect. These words promise no notice."
    ),
    "repealed_law": _("These words point to a law that is no longer in force."),
    "foreign_law": _(
        "The controller is under the law of the United Kingdom, and these words point to "
        "that of the EU."
    ),
    "unfinished_text": _("This text is not finished."),
    "text_missing": _("A text is missing in a language in which the notice is published."),
    "text_untranslated": _(
        "A text is missing in one of the desk’s languages. Its readers see another "
        "language, marked as such."
    ),
}
