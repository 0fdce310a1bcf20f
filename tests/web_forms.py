"""What a browser would send back from a page."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form
        self.fields: dict[str, list[str]] = {}
        self.inside = False
        self.textarea = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id") == self.form
        if not self.inside or (tag != "option" and "name" not in given) or "disabled" in given:
            return
        if tag == "input":
            self._input(given)
        elif tag == "textarea":
            self.textarea = given["name"]
            self.fields[self.textarea] = [""]
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and self.select and "selected" in given:
            self.fields.setdefault(self.select, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.textarea = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            # HTML drops the first newline of a textarea.
            self.fields[self.textarea][0] += data.removeprefix("\n")

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "button", "file"):
            return
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        default = "on" if kind == "checkbox" else ""
        self.fields.setdefault(given["name"], []).append(given.get("value", default))


def fields_of(page: str, *, form: str) -> dict[str, str | list[str]]:
    """The fields of the form with id *form*, filled as the page shows them."""
    parser = _Fields(form)
    parser.feed(page)
    assert parser.fields, f"The page has no form {form!r}."
    return {
        name: values[0] if len(values) == 1 else values for name, values in parser.fields.items()
    }
