"""Days as people write them."""

from datetime import date

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
