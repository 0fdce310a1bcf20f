"""Boxes over pictures: the pixels are overwritten, and the picture is encoded anew."""

from collections.abc import Iterable
from io import BytesIO
from math import ceil, floor

from PIL import Image, ImageDraw

from config.pictures import drawn_anew
from requests_app.domain.redaction import Box

QUALITY = 85


def picture_of(content: bytes) -> Image.Image:
    """The picture as it is shown and covered: upright, and nothing but its pixels."""
    with Image.open(BytesIO(drawn_anew(content, as_format="PNG"))) as image:
        return image.convert("RGB")


def covered_picture(content: bytes, boxes: Iterable[Box]) -> bytes:
    """A PNG of the picture with the boxes in black."""
    image = picture_of(content)
    cover(image, boxes)
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def cover(image: Image.Image, boxes: Iterable[Box]) -> None:
    """Overwrite the pixels under the boxes, and one more all around."""
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for box in boxes:
        left, top = floor(box.x * width) - 1, floor(box.y * height) - 1
        right, bottom = ceil((box.x + box.width) * width), ceil((box.y + box.height) * height)
        draw.rectangle((left, top, right, bottom), fill="black")


def as_jpeg(image: Image.Image) -> bytes:
    """The picture as it is shown, or lies on a page."""
    kept = BytesIO()
    image.save(kept, "JPEG", quality=QUALITY)
    return kept.getvalue()
