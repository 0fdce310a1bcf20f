"""What may not stand in a log, whoever writes it there."""

import logging
import re
import traceback

# The secrets of mailed links stand in their addresses, and Django names the address of an error.
SECRET = re.compile(r"/(open|confirm|handed-over|go-on|recipient)/[^/\s?]+")


# PostgreSQL quotes the row that it refuses, and with it the person.
ROW = re.compile(
    r"DETAIL:.*?(?=\n(?:HINT|CONTEXT|Traceback|The above exception|During handling)\b|\Z)",
    re.DOTALL,
)


class LinkSecretsHidden(logging.Filter):
    """Takes the secrets of mailed links out of a line, and the rows that a database quotes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the line pass, its secrets hidden."""
        message = record.getMessage()
        if SECRET.search(message):
            record.msg, record.args = SECRET.sub(r"/\1/…", message), None
        if "DETAIL:" in record.getMessage():
            record.msg, record.args = ROW.sub("DETAIL: …", record.getMessage()), None
        if record.exc_info and record.exc_info[0] is not None:
            told = "".join(traceback.format_exception(*record.exc_info)).rstrip()
            record.exc_text = ROW.sub("DETAIL: …", told)
        return True
