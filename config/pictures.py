"""Pictures from outside, drawn anew: what is kept is what can be seen.

Position, camera and serial numbers, thumbnails and whatever else a file carries do not come along
(GDPR Art. 5(1)(c)).
"""

import warnings
from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps

MOST_PIXELS = 60_000_000  # a large photograph has 50 million; more is a bomb
FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP", "MPO")
QUALITY = 88


class UnreadablePicture(ValueError):
    """This is no picture, or a broken one."""


class PictureTooLarge(ValueError):
    """More pixels than are looked at."""


def drawn_anew(
    content: bytes,
    *,
    as_format: Literal["JPEG", "PNG"],
    within: tuple[int, int] | None = None,
    quality: int = QUALITY,
) -> bytes:
    """The first picture of a file, upright, and no larger than *within* (pixels).

    *quality* is that of a JPEG.

    Raises UnreadablePicture and PictureTooLarge.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    raise PictureTooLarge
                return _drawn(image, as_format, within, quality)
    except PictureTooLarge:
        raise
    except Exception as error:  # whatever a broken picture makes of its decoder
        raise UnreadablePicture from error


def _drawn(
    image: Image.Image, as_format: str, within: tuple[int, int] | None, quality: int
) -> bytes:
    upright = ImageOps.exif_transpose(image)
    if as_format == "JPEG":
        clean = upright.convert("RGB")
    else:
        clean = upright.convert("RGBA" if _is_transparent(upright) else "RGB")
    clean.info.clear()
    if within:
        clean.thumbnail(within)
    kept = BytesIO()
    clean.save(kept, as_format, **({"quality": quality} if as_format == "JPEG" else {}))
    return kept.getvalue()


def _is_transparent(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info
