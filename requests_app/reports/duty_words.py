"""What the duties of drill_down.py are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DUTY_WORDS: Mapping[str, Promise] = {
    "stop": _("stop at once what was consented to, or marketing, within a day (Art. 7(3), 21(3))"),
    "forward": _("pass a client’s request on, within a working day (Art. 28(3)(e))"),
    "help": _("help a client with its answer, by the day agreed (Art. 28(3)(e))"),
    "lifting": _("tell the person before a restriction is lifted (Art. 18(3))"),
}
