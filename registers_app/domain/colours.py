"""An organisation's colour, made readable: WCAG 2.2, success criteria 1.4.3 and 1.4.11.

A colour is kept as it is where it can be read, else it is made darker or lighter by as little as
needed, with its hue.
"""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

LEAST = 4.5  # contrast of text, WCAG 2.2, 1.4.3
STEPS = 200
HEX = re.compile(r"#[0-9a-f]{6}")

Rgb = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The colours of a page that are the organisation's own, as ``#rrggbb``."""

    accent: str
    on_accent: str
    tint: str


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the page's own colours are, and how much of the accent is mixed into a panel."""

    page: str
    sheet: str
    inks: tuple[str, str]  # for text on the accent, the usual one first
    share: float


LIGHT = Ground(page="#fbfaf7", sheet="#ffffff", inks=("#ffffff", "#000000"), share=0.08)
DARK = Ground(page="#121817", sheet="#1a2221", inks=("#0d1514", "#ffffff"), share=0.12)


def palette(colour: str, ground: Ground) -> Palette:
    """The colours made from *colour* (``#rrggbb``) that can be read on *ground*.

    Raises ValueError for anything else than such a colour.
    """
    tint = _mixed(colour, ground.page, ground.share)
    accent = readable(colour, on=(ground.page, ground.sheet, tint))
    first, second = ground.inks
    on_accent = first if contrast(first, accent) >= LEAST else second
    return Palette(accent=accent, on_accent=on_accent, tint=tint)


def readable(colour: str, *, on: tuple[str, ...]) -> str:
    """*colour*, or the nearest of its hue that can be read on all of *on*."""
    if _is_readable(colour, on):
        return colour
    hue, lightness, saturation = rgb_to_hls(*_rgb(colour))
    darker = sum(luminance(ground) for ground in on) / len(on) > 0.18
    end = 0.0 if darker else 1.0
    for step in range(1, STEPS + 1):
        moved = lightness + (end - lightness) * step / STEPS
        candidate = _hex(hls_to_rgb(hue, moved, saturation))
        if _is_readable(candidate, on):
            return candidate
    return _hex((end, end, end))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(part) for part in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _is_readable(colour: str, on: tuple[str, ...]) -> bool:
    return all(contrast(colour, ground) >= LEAST for ground in on)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _mixed(colour: str, ground: str, share: float) -> str:
    pairs = zip(_rgb(colour), _rgb(ground), strict=True)
    red, green, blue = (one * share + other * (1 - share) for one, other in pairs)
    return _hex((red, green, blue))


def _rgb(colour: str) -> Rgb:
    if not HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is no colour such as #0b5d57.")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
