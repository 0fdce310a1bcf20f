"""Pictures, drawn anew: what is kept is what can be seen, and nothing that was hidden in the file.

Position, camera and serial numbers, thumbnails and whatever else a file carries do not come along
(GDPR Art. 5(1)(c)).
"""

import warnings
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from requests_app.uploads.faults import UploadFault
from requests_app.uploads.kinds import JPEG, Kind

MOST_PIXELS = 60_000_000  # a large photograph has 50 million; more is a bomb
FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP", "MPO")
QUALITY = 88


def redraw(content: bytes, kind: Kind) -> bytes:
    """The first picture of the file, upright, as JPEG or PNG. Raises UploadFault."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                _refuse_a_bomb(image)
                return _drawn(image, kind)
    except UploadFault:
        raise
    except Exception as error:  # whatever a broken picture makes of its decoder
        raise UploadFault(
            _("The picture cannot be read. Take it anew, or save it as JPEG or PNG.")
        ) from error


def _refuse_a_bomb(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise UploadFault(_("The picture is too large. Save it smaller, and send it again."))


def _drawn(image: Image.Image, kind: Kind) -> bytes:
    upright = ImageOps.exif_transpose(image)
    drawn = BytesIO()
    if kind is JPEG:
        upright.convert("RGB").save(drawn, "JPEG", quality=QUALITY)
    else:
        clean = upright.convert("RGBA" if "A" in upright.getbands() else "RGB")
        clean.info.clear()
        clean.save(drawn, "PNG")
    return drawn.getvalue()
