"""Mails as people send them."""

from email.message import EmailMessage

from registers_app.models import Controller

RECEIVED = "from mail.example.net by mx.example.org; Mon, 5 Oct 2026 23:30:00 +0300"


def written(
    controller: Controller,
    text: str = "Please delete all my personal data.",
    *,
    sender: str = "Maija Virtanen <maija@example.org>",
    subject: str = "Hello",
    to: str = "",
    message_id: str = "<1@example.org>",
    received: str = RECEIVED,
    **headers: str,
) -> bytes:
    """One mail to the organisation."""
    message = EmailMessage()
    if received:
        message["Received"] = received
    message["From"] = sender
    message["To"] = to or controller.email
    message["Subject"] = subject
    if message_id:
        message["Message-ID"] = message_id
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return bytes(message)
