"""Days and times as people write them."""

from datetime import date, datetime

MONTH_NAMES = {
    "sv": (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def written_date(day: date, language: str) -> str:
    """*day* as it is written in *language*: 5.3.2027, 5 mars 2027, 5 March 2027."""
    if language == "fi":
        return f"{day.day}.{day.month}.{day.year}"
    return f"{day.day} {MONTH_NAMES[language][day.month - 1]} {day.year}"


def written_hour(local: datetime, language: str) -> str:
    """The time of day as it is written in *language*: 14.30 in fi and sv, 14:30 in en."""
    return f"{local:%H:%M}" if language == "en" else f"{local:%H.%M}"


# The word before the time stays on its line.
MOMENTS = {"fi": "{day} klo\u00a0{hour}", "sv": "{day} kl.\u00a0{hour}", "en": "{day} at {hour}"}


def written_moment(local: datetime, language: str) -> str:
    """A day with its time: 5.3.2027 klo 14.30, 5 mars 2027 kl. 14.30, 5 March 2027 at 14:30."""
    return MOMENTS[language].format(
        day=written_date(local.date(), language), hour=written_hour(local, language)
    )
