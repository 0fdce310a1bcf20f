"""Who may do what. The one place where a role becomes permissions.

A role is always a role at one controller: it says nothing about another controller's people.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff is at one controller."""

    HANDLER = "handler"
    SUPERVISOR = "supervisor"
    REGISTER_EDITOR = "register_editor"
    DPO = "dpo"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What may be done at one controller."""

    SEE_REQUESTS = "see_requests"
    HANDLE_REQUESTS = "handle_requests"
    APPROVE_DECISIONS = "approve_decisions"
    REOPEN_REQUESTS = "reopen_requests"
    SEE_REPORTS = "see_reports"
    SEE_REGISTERS = "see_registers"
    EDIT_REGISTERS = "edit_registers"
    PUBLISH_REGISTERS = "publish_registers"
    MANAGE_CONTROLLER = "manage_controller"
    SEE_MAIL = "see_mail"
    RESEND_MAIL = "resend_mail"
    WORD_LETTERS = "word_letters"


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.HANDLER: frozenset(
        {Permission.SEE_REQUESTS, Permission.HANDLE_REQUESTS, Permission.SEE_REGISTERS}
    ),
    Role.SUPERVISOR: frozenset(
        {
            Permission.SEE_REQUESTS,
            Permission.HANDLE_REQUESTS,
            Permission.APPROVE_DECISIONS,
            Permission.REOPEN_REQUESTS,
            Permission.SEE_REPORTS,
            Permission.SEE_REGISTERS,
            Permission.SEE_MAIL,
            Permission.RESEND_MAIL,
            Permission.WORD_LETTERS,
        }
    ),
    Role.REGISTER_EDITOR: frozenset(
        {Permission.SEE_REGISTERS, Permission.EDIT_REGISTERS, Permission.PUBLISH_REGISTERS}
    ),
    # The data protection officer has access to the data (GDPR Art. 38(2)), monitors (39(1)(b)) and
    # does not decide (38(6)).
    Role.DPO: frozenset(
        {
            Permission.SEE_REQUESTS,
            Permission.SEE_REPORTS,
            Permission.SEE_REGISTERS,
            Permission.SEE_MAIL,
        }
    ),
    Role.ADMINISTRATOR: frozenset(Permission),
}


def roles_granting(permission: Permission) -> frozenset[Role]:
    """The roles that carry *permission*."""
    return frozenset(role for role, granted in GRANTS.items() if permission in granted)
