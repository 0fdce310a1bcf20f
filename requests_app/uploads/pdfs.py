"""PDF files: readable, without a password, and without anything that acts by itself."""

from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium
from django.utils.translation import gettext as _

from requests_app.uploads.faults import UploadFault

ONE_AT_A_TIME = Lock()  # PDFium keeps one state for the whole process
# Where a viewer is told to run something; long enough not to stand in a picture by chance.
_ACTS = (b"/JavaScript", b"/Launch", b"/RichMedia")


def check_pdf(content: bytes) -> None:
    """Raises UploadFault for a file that cannot be read, is locked, or would act by itself."""
    with ONE_AT_A_TIME:
        _check(content)


def _check(content: bytes) -> None:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise UploadFault(
                _(
                    "The PDF file has a password. Save it without one: it is encrypted here as "
                    "soon as it arrives."
                )
            ) from error
        raise UploadFault(
            _("The PDF file cannot be read. Save it anew, and send it again.")
        ) from error
    try:
        if len(document) == 0:
            raise UploadFault(_("The PDF file has no pages."))
        scripts = pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw)
        if scripts > 0 or any(mark in content for mark in _ACTS):
            raise UploadFault(
                _(
                    "The PDF file holds a program, which we do not take. Print it to a new PDF "
                    "file, and send that."
                )
            )
        if pdfium.FPDFDoc_GetAttachmentCount(document.raw) > 0:
            raise UploadFault(_("The PDF file holds other files. Send each of them by itself."))
    finally:
        document.close()
