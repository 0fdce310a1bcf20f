"""Where the pages of a notice are, in the language in use."""

from typing import Any

from django.urls import reverse

from registers_app.models import Register


def lasting_address(register: Register) -> str:
    """The address that leads to the version in force, in the controller's main language."""
    return register.controller.site_url + reverse("notice_links:register", kwargs=_names(register))


def address_of(register: Register, page: str = "register", **more: Any) -> str:
    """The address of a page of a register's notice, by the page's name in urls.py."""
    return reverse(f"notices:{page}", kwargs={**_names(register), **more})


def form_address(register: Register, *, right: str = "") -> str:
    """The form with the register, and the right where one is given, chosen already."""
    form = reverse("portal:organisation", kwargs={"slug": register.controller.slug})
    return f"{form}?register={register.slug}" + (f"&rights={right}" if right else "")


def _names(register: Register) -> dict[str, str]:
    return {"controller": register.controller.slug, "register": register.slug}
