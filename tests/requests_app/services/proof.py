"""Proof of identity, as a person sends it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from registers_app.domain.actors import subject_actor
from requests_app.models import IdentityEvidence, Submission
from requests_app.services.evidence import receive_evidence

PROOF = b"name, issuer and date; the rest is covered"


def send_proof(submission: Submission, *files: bytes) -> list[IdentityEvidence]:
    """The person sends these files."""
    uploads = [
        SimpleUploadedFile(f"proof{number}.png", content) for number, content in enumerate(files)
    ]
    return receive_evidence(
        submission.identity_check.pk, files=uploads, actor=subject_actor(submission.pk)
    )
