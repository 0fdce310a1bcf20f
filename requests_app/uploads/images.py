"""Pictures, drawn anew (config/pictures.py), with a sentence for what cannot be."""

from django.utils.translation import gettext as _

from config.pictures import PictureTooLarge, UnreadablePicture, drawn_anew
from requests_app.uploads.faults import UploadFault
from requests_app.uploads.kinds import JPEG, Kind


def redraw(content: bytes, kind: Kind) -> bytes:
    """The first picture of the file, upright, as JPEG or PNG. Raises UploadFault."""
    try:
        return drawn_anew(content, as_format="JPEG" if kind is JPEG else "PNG")
    except PictureTooLarge as fault:
        raise UploadFault(
            _("The picture is too large. Save it smaller, and send it again.")
        ) from fault
    except UnreadablePicture as fault:
        raise UploadFault(
            _("The picture cannot be read. Take it anew, or save it as JPEG or PNG.")
        ) from fault
