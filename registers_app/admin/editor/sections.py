"""The sections of the editor, in the order of the public notice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.models import OurRole, RegisterVersion


@dataclass(frozen=True, kw_only=True)
class Section:
    """One page of the editor: texts of the version itself, lines of one kind, or both."""

    key: str
    title: str | Promise
    why: str | Promise
    words: tuple[str, ...] = ()
    part: str = ""
    is_needed: bool = False  # by law, from who answers for the data
    is_needed_of_processors: bool = False
    # Where it stands on the public notice; empty: nowhere.
    anchor: str = ""


SECTIONS = (
    Section(
        key="summary",
        title=_("In short"),
        why=_("Two or three plain sentences, with which the notice begins."),
        words=("descriptions",),
        anchor="main",
    ),
    Section(
        key="contacts",
        title=_("Contacts for the register"),
        why=_(
            "Whom one may turn to, by role. Name and address of the organisation and its data "
            "protection officer come from the organisation’s own page (GDPR Art. 13(1)(a)–(b))."
        ),
        part="contacts",
        anchor="contact",
    ),
    Section(
        key="joint",
        title=_("Joint controllers’ arrangement"),
        why=_("People may know the essence of what you have arranged (GDPR Art. 26(2))."),
        words=("joint_arrangements",),
        anchor="joint_controllers",
    ),
    Section(
        key="purposes",
        title=_("Purposes and lawful bases"),
        why=_(
            "What the data are used for, and what makes each use lawful "
            "(GDPR Art. 6(1), 13(1)(c)–(d)). Begin here: data, retention and rights follow from it."
        ),
        part="purposes",
        is_needed=True,
        is_needed_of_processors=True,
        anchor="purposes",
    ),
    Section(
        key="people",
        title=_("Groups of people"),
        why=_("Whose data they are (GDPR Art. 30(1)(c))."),
        part="subject_categories",
        is_needed=True,
        anchor="data",
    ),
    Section(
        key="data",
        title=_("Data categories"),
        why=_("Which data are kept (GDPR Art. 14(1)(d), 30(1)(c))."),
        part="data_categories",
        is_needed=True,
        anchor="data",
    ),
    Section(
        key="sources",
        title=_("Sources of the data"),
        why=_("Where the data come from, the person among them (GDPR Art. 14(2)(f))."),
        part="sources",
        is_needed=True,
        anchor="sources",
    ),
    Section(
        key="retention",
        title=_("Retention"),
        why=_("How long, or by which criteria (GDPR Art. 13(2)(a), 30(1)(f))."),
        part="retention_rules",
        is_needed=True,
        anchor="retention",
    ),
    Section(
        key="recipients",
        title=_("Recipients"),
        why=_("Who receives data; your processors are recipients too (GDPR Art. 4(9), 13(1)(e))."),
        part="recipients",
        is_needed=True,
        anchor="recipients",
    ),
    Section(
        key="transfers",
        title=_("Transfers to third countries"),
        why=_(
            "Out of the EU and the EEA, and what makes that lawful (GDPR Art. 13(1)(f)). Leave it "
            "empty when there are none."
        ),
        part="transfers",
        anchor="transfers",
    ),
    Section(
        key="security",
        title=_("Security"),
        why=_("In general words, nothing that helps an intruder (GDPR Art. 30(1)(g), 32)."),
        words=("security_measures",),
        is_needed=True,
        is_needed_of_processors=True,
        anchor="security",
    ),
    Section(
        key="automation",
        title=_("Automated decisions and profiling"),
        why=_("Say so, too, when there are none (GDPR Art. 13(2)(f), 22)."),
        words=("decides_by_machine", "automated_decisions"),
        part="automations",
        is_needed=True,
        anchor="automated",
    ),
    Section(
        key="giving",
        title=_("Whether data have to be given"),
        why=_("By law or contract, and what follows if they are not (GDPR Art. 13(2)(e))."),
        words=("provision_duties",),
        is_needed=True,
        anchor="provision",
    ),
    Section(
        key="cookies",
        title=_("Cookies"),
        why=_("All but the necessary ones need consent (ePrivacy Directive Art. 5(3))."),
        words=("cookie_notes",),
        part="cookies",
        anchor="cookies",
    ),
    Section(
        key="changes",
        title=_("What changes"),
        why=_("For those who know the version before, in a sentence or two."),
        words=("change_notes",),
        anchor="versions",
    ),
    Section(
        key="record",
        title=_("For the record only"),
        why=_("What stands in your record of processing alone (GDPR Art. 30, 35)."),
        words=("predates_desk", "impact_assessment"),
    ),
)
BY_KEY: Mapping[str, Section] = {section.key: section for section in SECTIONS}
BY_PART: Mapping[str, Section] = {section.part: section for section in SECTIONS if section.part}


def sections_for(version: RegisterVersion, *, is_joint: bool) -> Iterator[Section]:
    """Those that this version has."""
    for section in SECTIONS:
        if section.key == "joint" and not (is_joint or version.joint_arrangements):
            continue
        if section.key == "changes" and version.number == 1 and not version.change_notes:
            continue
        yield section


def is_needed(section: Section, version: RegisterVersion) -> bool:
    """Whether the law wants something said there."""
    if version.register.our_role == OurRole.PROCESSOR:
        return section.is_needed_of_processors
    return section.is_needed
