"""The steps of a case, by name, in the order the case page offers them."""

from requests_app.admin.forms.answer import AnswerForm
from requests_app.admin.forms.approval import (
    ApproveAnswerForm,
    ApproveRefusalForm,
    AskApprovalForm,
    SendBackForm,
)
from requests_app.admin.forms.ask_clarification import AskClarificationForm
from requests_app.admin.forms.ask_identity import AskIdentityForm
from requests_app.admin.forms.assess import AssessForm
from requests_app.admin.forms.assign import AssignForm
from requests_app.admin.forms.base import (
    Place,
    Situation,
    Standing,
    StepForm,
    SuspensionStep,
    TaskStep,
)
from requests_app.admin.forms.close import (
    CloseUnidentifiedForm,
    ForwardForm,
    ReopenForm,
    WithdrawForm,
)
from requests_app.admin.forms.collect import CollectForm, CollectMoreForm
from requests_app.admin.forms.doubt_identity import DoubtIdentityForm
from requests_app.admin.forms.extend import ExtendForm
from requests_app.admin.forms.fail_identity import FailIdentityForm
from requests_app.admin.forms.prepare_answer import PrepareAnswerForm
from requests_app.admin.forms.refuse import RefuseForm
from requests_app.admin.forms.resume import ResumeForm
from requests_app.admin.forms.review import ReviewForm
from requests_app.admin.forms.settle_identity import SettleIdentityForm
from requests_app.admin.forms.tasks import (
    CancelTaskForm,
    FindNothingForm,
    FinishTaskForm,
    SearchAgainForm,
)
from requests_app.admin.forms.void_suspension import VoidSuspensionForm

STEPS: dict[str, type[StepForm]] = {
    form.name: form
    for form in (
        AssessForm,
        CollectForm,
        ReviewForm,
        PrepareAnswerForm,
        AnswerForm,
        ApproveAnswerForm,
        ApproveRefusalForm,
        AskApprovalForm,
        SendBackForm,
        ReopenForm,
        CollectMoreForm,
        AssignForm,
        SettleIdentityForm,
        AskIdentityForm,
        FailIdentityForm,
        DoubtIdentityForm,
        AskClarificationForm,
        ResumeForm,
        VoidSuspensionForm,
        ExtendForm,
        FinishTaskForm,
        FindNothingForm,
        CancelTaskForm,
        SearchAgainForm,
        RefuseForm,
        WithdrawForm,
        ForwardForm,
        CloseUnidentifiedForm,
    )
}

__all__ = ["STEPS", "Place", "Situation", "Standing", "StepForm", "SuspensionStep", "TaskStep"]
