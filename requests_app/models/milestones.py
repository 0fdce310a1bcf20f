"""What must stand in the database before a request reaches a state.

The machines ask the same of the services (request_guards.py), with a sentence for staff. Here it
is asked of whoever writes past them. Where only the register can tell (which purposes, which
recipients, what may be secret), the services alone ask.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pgtrigger
from pgtrigger import F, Q

from registers_app.models.kept import refuse_unless
from requests_app.domain.grounds import OVERRIDING
from requests_app.domain.rights import RULES, Right
from requests_app.models.decision import Outcome
from requests_app.models.states import OPEN_STATES
from requests_app.models.states import RequestState as State
from requests_app.models.task import TaskKind, TaskState

AS_PROCESSOR = (State.RECEIVED, State.ASSESSING, State.FORWARDED, State.WITHDRAWN)
CHANGING = (State.CORRECTING, State.ERASING, State.RESTRICTING)
TOLD = (State.ANSWERED, State.REFUSED)
ACTING = (Outcome.GRANTED, Outcome.PARTIAL)
ANSWERING = (*ACTING, Outcome.NO_DATA, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A truth without which a request (of some rights, or of any) does not reach *before*.

    ``holds`` is SQL over the trigger's NEW row.
    """

    name: str
    before: Collection[State]
    holds: str
    says: str
    rights: Collection[Right] = tuple(Right)

    def trigger(self) -> pgtrigger.Trigger:
        """The trigger that refuses a change of state while it does not hold."""
        return pgtrigger.Trigger(
            name=self.name,
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=Q(
                old__state__df=F("new__state"),
                new__state__in=[state.value for state in self.before],
                new__right__in=[right.value for right in self.rights],
            ),
            func=refuse_unless(self.holds, says=self.says),
        )


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _identity(state: str) -> str:
    return f"""EXISTS (
        SELECT 1 FROM requests_app_identitycheck c
        WHERE c.submission_id = NEW.submission_id AND c.state = '{state}'
    )"""  # noqa: S608 - only the names of this file


# "Nobody wrote for the person whose authority is open." A direct answer asks for no authority.
_NO_DOUBTFUL_WRITER = """NOT EXISTS (
    SELECT 1 FROM requests_app_representation p
    WHERE p.submission_id = NEW.submission_id AND p.state NOT IN ('settled', 'own') {more}
)"""


def _decision(outcomes: Iterable[Outcome], more: str = "") -> str:
    return f"""EXISTS (
        SELECT 1 FROM requests_app_decision d
        WHERE d.request_id = NEW.id AND d.superseded_at IS NULL
          AND d.outcome IN ({_listed(outcomes)}) {more}
    )"""  # noqa: S608 - only the names of this file


def _found_nothing_or(rows: str) -> str:
    return f"({_decision([Outcome.NO_DATA])} OR {rows})"


def _approved(outcomes: Iterable[Outcome], *, where: str) -> str:
    return f"""NOT {_decision(outcomes, "AND d.approved_by_id IS NULL")} OR NOT EXISTS (
        SELECT 1 FROM registers_app_controller o WHERE o.id = NEW.controller_id AND {where}
    )"""  # noqa: S608 - only the names of this file


def _some(table: str, which: str = "") -> str:
    return f"EXISTS (SELECT 1 FROM requests_app_{table} x WHERE x.request_id = NEW.id {which})"  # noqa: S608 - only the names of this file


GROUNDED = "AND EXISTS (SELECT 1 FROM requests_app_decisionground g WHERE g.decision_id = d.id)"
OVERRIDING_GROUND = f"""AND EXISTS (
    SELECT 1 FROM requests_app_decisionground g
    WHERE g.decision_id = d.id AND g.code IN ({_listed(OVERRIDING)})
)"""  # noqa: S608 - only the names of this file
SEARCH_ENDED = f"AND x.kind = '{TaskKind.SEARCH}' AND x.state <> '{TaskState.OPEN}'"
WORK_OPEN = f"AND x.state = '{TaskState.OPEN}'"
SEARCH_OPEN = f"AND x.kind = '{TaskKind.SEARCH}' {WORK_OPEN}"

MILESTONES = (
    Milestone(
        name="request_not_reopened_once_erased",  # Art. 5(1)(e)
        before=OPEN_STATES,
        holds="""NOT EXISTS (
            SELECT 1 FROM requests_app_submission s
            WHERE s.id = NEW.submission_id AND s.contacts_purged_at IS NOT NULL
        )""",
        says="the file of the case has been erased",
    ),
    Milestone(
        name="request_identity_before_changes",  # GDPR Art. 12(6), 32
        before=CHANGING,
        holds=_identity("settled"),
        says="identity is not settled",
    ),
    Milestone(
        name="request_identity_before_answer",  # GDPR Art. 12(6), 32
        before=[State.ANSWERED],
        rights=[right for right in Right if RULES[right].identity_before_answer],
        holds=_identity("settled"),
        says="identity is not settled",
    ),
    Milestone(
        name="request_authority_before_changes",  # GDPR Art. 5(1)(f), 32
        before=CHANGING,
        holds=_NO_DOUBTFUL_WRITER.format(more=""),
        says="it is not settled that the writer may act",
    ),
    Milestone(
        name="request_authority_before_answer",  # EDPB 01/2022 para. 80-82
        before=[State.ANSWERED],
        rights=[right for right in Right if RULES[right].identity_before_answer],
        holds=_NO_DOUBTFUL_WRITER.format(more="AND p.answer_to <> 'person'"),
        says="it is not settled that the writer may act",
    ),
    Milestone(
        name="request_unidentified_after_a_check",  # Art. 11(2), 12(2)
        before=[State.UNIDENTIFIED],
        holds=_identity("failed"),
        says="the identity check has not failed",
    ),
    Milestone(
        name="request_not_new_after_the_first",  # EDPB 01/2022 para. 28-29
        before=[State.NOT_NEW],
        holds=f"""EXISTS (
            SELECT 1 FROM requests_app_caselink l
            JOIN requests_app_rightsrequest f ON f.id = l.other_id
            JOIN requests_app_submission s ON s.id = NEW.submission_id
            WHERE l.request_id = NEW.id AND l.kind = 'duplicate' AND l.ended_at IS NULL
              AND (
                  f.state IN ({_listed(OPEN_STATES)})
                  OR f.state IN ({_listed(TOLD)}) AND f.closed_at >= s.received_at
              )
        )""",  # noqa: S608 - the states come from their enum
        says="no earlier request answers this one",
    ),
    Milestone(
        name="request_decision_before_changes",
        before=CHANGING,
        holds=_decision(ACTING),
        says="no decision grants anything",
    ),
    Milestone(
        name="request_decision_before_answer",
        before=[State.ANSWERED],
        holds=_decision(ANSWERING),
        says="no decision answers the request",
    ),
    Milestone(
        name="request_ground_before_refusal",  # Art. 12(4)
        before=[State.REFUSED],
        holds=_decision([Outcome.REFUSED], GROUNDED),
        says="no decision refuses the request on a ground",
    ),
    Milestone(
        name="request_second_person_approves",
        before=(*CHANGING, State.CEASING, *TOLD),
        holds=_approved([Outcome.PARTIAL, Outcome.REFUSED], where="o.second_person_approves"),
        says="a second person has not approved the decision",
    ),
    Milestone(
        name="request_second_person_erases",
        before=[State.ERASING, State.ANSWERED],
        rights=[Right.ERASURE],
        holds=_approved(ACTING, where="o.second_person_erases"),
        says="a second person has not approved the erasure",
    ),
    Milestone(
        name="request_dry_run_before_erasing",
        before=[State.ERASING],
        holds=f"{_some('task', SEARCH_ENDED)} AND NOT {_some('task', SEARCH_OPEN)}",
        says="the dry run is not done",
    ),
    Milestone(
        name="request_correction_before_correcting",  # Art. 16
        before=[State.CORRECTING],
        holds=_some("correction"),
        says="nothing to correct is recorded",
    ),
    Milestone(
        name="request_ground_before_restricting",  # Art. 18(1)
        before=[State.RESTRICTING],
        holds=_some("restriction", "AND x.lifted_at IS NULL"),
        says="no restriction is in force",
    ),
    Milestone(
        name="request_work_before_answer",
        before=[State.INFORMING_RECIPIENTS, State.ANSWERED],
        holds=f"NOT {_some('task', WORK_OPEN)}",
        says="a data system has not answered",
    ),
    Milestone(
        name="request_recipients_before_answer",  # Art. 19
        before=[State.ANSWERED],
        rights=[right for right in Right if RULES[right].recipients_are_told],
        holds="NOT " + _some("recipientnotice", "AND x.told_at IS NULL AND x.excused_at IS NULL"),
        says="a recipient is neither told nor excused",
    ),
    Milestone(
        name="request_human_before_answer",  # Art. 22(3)
        before=[State.ANSWERED],
        rights=[Right.AUTOMATED_DECISION],
        holds=_found_nothing_or(_some("humanreview", "AND x.decided_at IS NOT NULL")),
        says="no human has decided",
    ),
    Milestone(
        name="request_package_before_answer",  # Art. 15(3), 20(1)
        before=[State.ANSWERED],
        rights=[Right.ACCESS, Right.PORTABILITY],
        holds=_found_nothing_or(_some("disclosurepackage", "AND x.state = 'ready'")),
        says="no package is ready",
    ),
    Milestone(
        name="request_interests_weighed",  # Art. 18(1)(d), 21(1)
        before=[State.REFUSED, State.CEASING],
        rights=[Right.OBJECTION],
        holds=f"""NOT {_decision(Outcome, OVERRIDING_GROUND)}
            OR {_some("restriction", "AND x.ground = 'objection'")}""",
        says="the interests were not weighed",
    ),
    Milestone(
        name="request_marketing_never_refused",  # Art. 21(3)
        before=[State.REFUSED, State.UNIDENTIFIED],
        rights=[Right.OBJECTION],
        holds="NEW.objection_scope = 'other'",
        says="direct marketing stops, without refusal or proof",
    ),
    Milestone(
        name="request_as_processor_only_forwards",  # Art. 28(3)(a), (e)
        before=[state for state in State if state not in AS_PROCESSOR],
        holds="""NEW.part_of_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM requests_app_submission s
            JOIN registers_app_register g ON g.id = s.register_id
            WHERE s.id = NEW.submission_id AND g.our_role = 'processor'
        )""",
        says="the request belongs to our client",
    ),
    Milestone(
        name="request_forwards_only_anothers",  # Art. 12(3), 28(3)(e)
        before=[State.FORWARDED],
        holds="""NEW.part_of_id IS NOT NULL OR EXISTS (
            SELECT 1 FROM requests_app_submission s
            LEFT JOIN registers_app_register g ON g.id = s.register_id
            WHERE s.id = NEW.submission_id AND (
                g.our_role = 'processor' OR g.id IS NULL AND NOT EXISTS (
                    SELECT 1 FROM registers_app_register o
                    LEFT JOIN registers_app_register_joint_controllers j ON j.register_id = o.id
                    WHERE o.our_role = 'controller'
                      AND NEW.controller_id IN (o.controller_id, j.controller_id)
                )
            )
        )""",
        says="we answer for these data ourselves",
    ),
)
