"""What a question that stops the clock needs when it comes late."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import StepForm, long_text
from requests_app.services.redate import dates_of
from requests_app.services.suspend import is_late, prompt_until
from requests_app.written import written


class LateQuestion(StepForm):
    """A step that stops the clock: after the first days it has to say why so late."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_late(self.case):
            self.fields["why_late"] = long_text(
                label=_("Why do you ask only now?"),
                help_text=_(
                    "The clock may stand still only for a question that was asked without undue "
                    "delay (EDPB Guidelines 01/2022 para. 159). Both dates stay visible: with "
                    "this pause and without it."
                ),
            )

    def to_know(self) -> Iterable[tuple[str, str]]:
        """Until when a question is prompt, and the date that nobody can dispute."""
        rows = [*super().to_know()]
        last_day = prompt_until(self.case)
        if last_day is not None:
            rows.append((_text("Asked without undue delay until"), written(last_day)))
        without = dates_of(self.case).due_without_suspension
        rows.append((_text("Due if no pause were to count"), written(without)))
        return rows
