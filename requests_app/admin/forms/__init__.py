"""The steps of a case, by name, in the order the case page offers them."""

from requests_app.admin.forms.answer import AnswerForm
from requests_app.admin.forms.approval import (
    ApproveAnswerForm,
    ApproveRefusalForm,
    AskApprovalForm,
    SendBackForm,
)
from requests_app.admin.forms.ask_clarification import AskClarificationForm
from requests_app.admin.forms.ask_client import AskClientForm, NoteClientForm
from requests_app.admin.forms.ask_fee import AskFeeForm
from requests_app.admin.forms.ask_identity import AskIdentityForm
from requests_app.admin.forms.assess import AssessForm
from requests_app.admin.forms.assign import AssignForm
from requests_app.admin.forms.assist import AssistanceStep, AssistForm, DeliverForm, ObjectForm
from requests_app.admin.forms.authority import (
    AddressAnswerForm,
    AskAuthorityForm,
    DoubtAuthorityForm,
    FailAuthorityForm,
    SettleAuthorityForm,
    TreatAsOwnForm,
)
from requests_app.admin.forms.base import (
    Place,
    Situation,
    Standing,
    StepForm,
    SuspensionStep,
    TaskStep,
    Wording,
)
from requests_app.admin.forms.build_again import BuildAgainForm
from requests_app.admin.forms.cease import CeaseForm
from requests_app.admin.forms.close import (
    CloseNotNewForm,
    CloseUnidentifiedForm,
    ReopenForm,
    WithdrawForm,
)
from requests_app.admin.forms.close_silent import CloseSilentForm
from requests_app.admin.forms.collect import CollectForm, CollectMoreForm
from requests_app.admin.forms.confirm_hand_over import ConfirmHandOverForm
from requests_app.admin.forms.correct import CorrectForm
from requests_app.admin.forms.decide import DecideForm
from requests_app.admin.forms.doubt_identity import DoubtIdentityForm
from requests_app.admin.forms.end_left_alone import EndLeftAloneForm
from requests_app.admin.forms.erase import EraseForm
from requests_app.admin.forms.explain_late import ExplainLateForm
from requests_app.admin.forms.extend import ExtendForm
from requests_app.admin.forms.fail_identity import FailIdentityForm
from requests_app.admin.forms.forward import ForwardForm
from requests_app.admin.forms.hold import HoldForm, ReleaseHoldForm
from requests_app.admin.forms.human_review import RecordReviewForm, StartReviewForm
from requests_app.admin.forms.let_through import LetThroughForm
from requests_app.admin.forms.lift import AnnounceLiftingForm, LiftForm, RestrictionStep
from requests_app.admin.forms.limit_search import LimitSearchForm
from requests_app.admin.forms.link import LinkForm, LinkOtherForm, LinkStep, UnlinkForm
from requests_app.admin.forms.lost_mail import EndLostMailForm
from requests_app.admin.forms.message import SettleMessageForm, WriteMessageForm
from requests_app.admin.forms.note import CorrectNoteForm, SeeNotesForm, WriteNoteForm
from requests_app.admin.forms.note_writer import NoteWriterForm
from requests_app.admin.forms.owners import HandTaskForm, MailOwnerForm, WriteToOwnerForm
from requests_app.admin.forms.pass_on_part import PassOnPartForm
from requests_app.admin.forms.prepare_answer import PrepareAnswerForm
from requests_app.admin.forms.prepare_transfer import PrepareTransferForm
from requests_app.admin.forms.protect_identity import ProtectIdentityForm
from requests_app.admin.forms.recipients import (
    AddPublisherForm,
    AddRecipientForm,
    ExcuseRecipientForm,
    InformForm,
    RecipientStep,
    TellRecipientForm,
    WriteToRecipientForm,
)
from requests_app.admin.forms.refuse import RefuseForm
from requests_app.admin.forms.release import ReleaseForm
from requests_app.admin.forms.restrict import RestrictForm
from requests_app.admin.forms.restrict_meanwhile import RestrictMeanwhileForm
from requests_app.admin.forms.resume import ResumeForm
from requests_app.admin.forms.review import ReviewForm
from requests_app.admin.forms.search import SearchForm
from requests_app.admin.forms.settle_identity import SettleIdentityForm
from requests_app.admin.forms.tasks import (
    CancelTaskForm,
    FindNothingForm,
    FinishTaskForm,
    SearchAgainForm,
)
from requests_app.admin.forms.tell_progress import TellProgressForm
from requests_app.admin.forms.void_suspension import VoidSuspensionForm
from requests_app.admin.forms.weigh import WeighForm

STEPS: dict[str, type[StepForm]] = {
    form.name: form
    for form in (
        AssessForm,
        ForwardForm,
        PassOnPartForm,
        AssistForm,
        DeliverForm,
        ObjectForm,
        AskClientForm,
        NoteClientForm,
        ConfirmHandOverForm,
        CollectForm,
        ReviewForm,
        SearchForm,
        LimitSearchForm,
        StartReviewForm,
        RecordReviewForm,
        WeighForm,
        RestrictMeanwhileForm,
        DecideForm,
        ReleaseForm,
        PrepareAnswerForm,
        PrepareTransferForm,
        AskApprovalForm,
        ApproveAnswerForm,
        ApproveRefusalForm,
        SendBackForm,
        CorrectForm,
        EraseForm,
        RestrictForm,
        CeaseForm,
        InformForm,
        AnswerForm,
        ReopenForm,
        CollectMoreForm,
        AddRecipientForm,
        AddPublisherForm,
        WriteToRecipientForm,
        TellRecipientForm,
        ExcuseRecipientForm,
        AnnounceLiftingForm,
        LiftForm,
        AssignForm,
        SettleIdentityForm,
        AskIdentityForm,
        FailIdentityForm,
        DoubtIdentityForm,
        NoteWriterForm,
        SettleAuthorityForm,
        AskAuthorityForm,
        FailAuthorityForm,
        TreatAsOwnForm,
        DoubtAuthorityForm,
        AddressAnswerForm,
        ProtectIdentityForm,
        CloseSilentForm,
        LetThroughForm,
        BuildAgainForm,
        AskClarificationForm,
        AskFeeForm,
        ResumeForm,
        VoidSuspensionForm,
        ExtendForm,
        ExplainLateForm,
        FinishTaskForm,
        FindNothingForm,
        CancelTaskForm,
        SearchAgainForm,
        WriteToOwnerForm,
        MailOwnerForm,
        HandTaskForm,
        WriteMessageForm,
        TellProgressForm,
        SettleMessageForm,
        EndLostMailForm,
        WriteNoteForm,
        CorrectNoteForm,
        SeeNotesForm,
        LinkForm,
        UnlinkForm,
        LinkOtherForm,
        RefuseForm,
        WithdrawForm,
        CloseUnidentifiedForm,
        CloseNotNewForm,
        HoldForm,
        ReleaseHoldForm,
        EndLeftAloneForm,
    )
}

__all__ = [
    "STEPS",
    "AssistanceStep",
    "EndLostMailForm",
    "LinkStep",
    "Place",
    "RecipientStep",
    "RestrictionStep",
    "SettleMessageForm",
    "Situation",
    "Standing",
    "StepForm",
    "SuspensionStep",
    "TaskStep",
    "Wording",
]
