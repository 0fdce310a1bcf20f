"""Addresses of the public pages. None holds anything personal; secrets stand in mailed links."""

from django.urls import path

from requests_app.portal import (
    desk_pages,
    entry,
    go_on,
    handed_over,
    journey,
    mailed_links,
    own_answer,
    own_complaints,
    own_messages,
    own_papers,
    own_proof,
    own_renewal,
    own_request,
    own_sign_in,
)

app_name = "portal"

urlpatterns = [
    path("", journey.start, name="start"),
    path("to/<slug:slug>/", journey.organisation, name="organisation"),
    path("form/check/", journey.check, name="check"),
    path("form/sent/", journey.sent, name="sent"),
    path("form/later/", go_on.later, name="later"),
    path("form/go-on/<str:secret>/", go_on.go_on, name="go_on"),
    path("form/forget/", journey.forget, name="forget"),
    path("form/<slug:name>/", journey.step, name="step"),
    path("confirm/<str:secret>/", mailed_links.confirm, name="confirm"),
    path("open/<str:secret>/", mailed_links.open_request, name="open"),
    path("handed-over/<str:secret>/", handed_over.handed_over, name="handed_over"),
    path("confirm/<str:secret>/again/", mailed_links.send_confirm_again, name="confirm_again"),
    path("open/<str:secret>/again/", mailed_links.send_open_again, name="open_again"),
    path("link/", entry.new_link, name="new_link"),
    path("link/code/", entry.code, name="code"),
    path("request/", own_request.status, name="request"),
    path("request/letter/<int:pk>/", own_request.letter, name="letter"),
    path("request/withdraw/<int:pk>/", own_request.withdraw, name="withdraw"),
    path("request/messages/", own_messages.messages, name="messages"),
    path("request/messages/file/<int:pk>/", own_messages.message_file, name="message_file"),
    path("request/complaints/", own_complaints.complaints, name="complaints"),
    path("request/proof/", own_proof.proof, name="proof"),
    path("request/authority/", own_papers.papers, name="authority"),
    path("request/proof/sign-in/<int:pk>/", own_sign_in.sign_in, name="sign_in"),
    path("request/answer/", own_answer.answer, name="answer"),
    path("request/answer/again/", own_renewal.ask_for_it_again, name="answer_again"),
    path("request/answer/<int:pk>/renew/", own_renewal.renew_package, name="renew"),
    path("request/answer/<int:pk>/", own_answer.package, name="package"),
    path("request/answer/<int:pk>/data.json", own_answer.answer_data, name="data"),
    path("request/answer/file/<int:pk>/", own_answer.answer_file, name="file"),
    path("request/stay/", own_request.stay, name="stay"),
    path("request/sign-out/", own_request.sign_out, name="sign_out"),
    path("accessibility/", desk_pages.accessibility, name="accessibility"),
    path("privacy/", desk_pages.privacy, name="privacy"),
]
