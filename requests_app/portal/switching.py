"""A change of language on a page with a form: what was typed comes along, and nothing is done."""

from typing import TypeVar

from django import forms
from django.http import HttpRequest

F = TypeVar("F", bound=forms.Form)


def is_switch(request: HttpRequest) -> bool:
    """Whether the button of another language sent the form, to that language's address."""
    return request.method == "POST" and "language" in request.POST


def as_typed(form: type[F], request: HttpRequest) -> F:
    """The form as it was left, with no word of what may be missing yet."""
    return form(initial={name: request.POST.get(name, "") for name in form.base_fields})
