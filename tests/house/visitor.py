"""A browser without JavaScript: pages, their forms and buttons, by HTTP only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

Upload = tuple[str, bytes]
VOID_TAGS = {"input", "br", "img", "link", "meta", "hr"}
SILENT_TAGS = {"script", "style", "head", "template"}


@dataclass
class Control:
    """One field of a form. ``value`` is what it sends as it stands; None: nothing."""

    name: str
    kind: str
    value: str | None
    label: str = ""
    options: dict[str, str] = field(default_factory=dict)
    allows_many: bool = False


@dataclass
class Button:
    """Something to press that sends its form."""

    label: str
    name: str
    value: str
    action: str | None = None


@dataclass
class Form:
    """A form as the page gave it."""

    action: str
    method: str
    attributes: dict[str, str]
    controls: list[Control] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    @property
    def main_button(self) -> Button | None:
        """The first button that has no name: it goes on, others go back or elsewhere."""
        plain = [button for button in self.buttons if not button.name]
        return next(iter([*plain, *self.buttons]), None)

    def named(self, name: str) -> list[Control]:
        return [control for control in self.controls if control.name == name]


@dataclass
class Link:
    label: str
    href: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[Link] = []
        self.title = ""
        self._text: list[str] = []
        self._form: Form | None = None
        self._collectors: list[tuple[str, list[str], Callable[[str], None]]] = []
        self._labels: dict[str, str] = {}
        self._ids: dict[str, Control] = {}
        self._outside: list[tuple[str, Button]] = []
        self._select: Control | None = None
        self._silent = 0

    @property
    def text(self) -> str:
        return " ".join("".join(self._text).split())

    def finish(self) -> None:
        for identifier, label in self._labels.items():
            if identifier in self._ids:
                self._ids[identifier].label = label
        for identifier, button in self._outside:
            for form in self.forms:
                if form.attributes.get("id") == identifier:
                    form.buttons.append(button)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in SILENT_TAGS:
            self._silent += 1
        if tag == "br":
            self._text.append("\n")
        getattr(self, f"_open_{tag}", lambda _given: None)(given)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT_TAGS:
            self._silent -= 1
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None
        if self._collectors and self._collectors[-1][0] == tag:
            _, parts, done = self._collectors.pop()
            done(" ".join("".join(parts).split()) if tag != "textarea" else "".join(parts))
        self._text.append(" ")

    def handle_data(self, data: str) -> None:
        for _, parts, _done in self._collectors:
            parts.append(data)
        if not self._silent:
            self._text.append(data)

    def _collect(self, tag: str, done: Callable[[str], None]) -> None:
        self._collectors.append((tag, [], done))

    def _keep(self, control: Control, given: Mapping[str, str]) -> None:
        if self._form is None or not control.name or "disabled" in given:
            return
        self._form.controls.append(control)
        if "id" in given:
            self._ids[given["id"]] = control

    def _open_title(self, given: Mapping[str, str]) -> None:
        if not self.title:
            self._collect("title", lambda text: setattr(self, "title", text))

    def _open_form(self, given: Mapping[str, str]) -> None:
        method = given.get("method", "get").lower()
        self._form = Form(given.get("action", ""), method, dict(given))
        self.forms.append(self._form)

    def _open_label(self, given: Mapping[str, str]) -> None:
        identifier = given.get("for", "")
        self._collect("label", lambda text: self._labels.update({identifier: text}))

    def _open_a(self, given: Mapping[str, str]) -> None:
        if "href" in given:
            href = given["href"]
            self._collect("a", lambda text: self.links.append(Link(text, href)))

    def _open_input(self, given: Mapping[str, str]) -> None:
        kind = given.get("type", "text").lower()
        name, value = given.get("name", ""), given.get("value", "")
        if kind in ("submit", "image"):
            self._press(Button(value or "Submit", name, value, given.get("formaction")), given)
        elif kind in ("checkbox", "radio"):
            value = given.get("value", "on")
            control = Control(name, kind, value if "checked" in given else None)
            control.options = {value: ""}
            self._keep(control, given)
        elif kind not in ("button", "reset"):
            self._keep(Control(name, kind, None if kind == "file" else value), given)

    def _open_button(self, given: Mapping[str, str]) -> None:
        if given.get("type", "submit").lower() != "submit":
            return
        button = Button("", given.get("name", ""), given.get("value", ""), given.get("formaction"))
        self._press(button, given)
        self._collect("button", lambda text: setattr(button, "label", text))

    def _press(self, button: Button, given: Mapping[str, str]) -> None:
        if "disabled" in given:
            return
        if "form" in given:
            self._outside.append((given["form"], button))
        elif self._form is not None:
            self._form.buttons.append(button)

    def _open_textarea(self, given: Mapping[str, str]) -> None:
        control = Control(given.get("name", ""), "textarea", "")
        self._keep(control, given)
        self._collect("textarea", lambda text: setattr(control, "value", text.removeprefix("\n")))

    def _open_select(self, given: Mapping[str, str]) -> None:
        self._select = Control(given.get("name", ""), "select", None)
        self._select.allows_many = "multiple" in given
        self._keep(self._select, given)

    def _open_option(self, given: Mapping[str, str]) -> None:
        select = self._select
        if select is None:
            return
        value = given.get("value", "")
        if "selected" in given or (not select.options and not select.allows_many):
            select.value = value
        self._collect("option", lambda text: select.options.__setitem__(value, text))


class Page:
    """What the server answered, and what can be done with it."""

    def __init__(self, visitor: Visitor, response: httpx.Response) -> None:
        self.visitor = visitor
        self.response = response
        self.url = str(response.url)
        self.status = response.status_code
        self.headers = response.headers
        self.content = response.content
        reader = _Reader()
        if "html" in response.headers.get("content-type", ""):
            reader.feed(response.text)
            reader.close()
            reader.finish()
        self.forms, self.links, self.title, self.text = (
            reader.forms,
            reader.links,
            reader.title,
            reader.text,
        )

    def __repr__(self) -> str:
        return f"<Page {self.status} {self.url} {self.title!r}>"

    def buttons(self) -> list[str]:
        return [button.label for form in self.forms for button in form.buttons]

    def form_with(self, *names: str) -> Form:
        """The one form that has all these fields."""
        found = [form for form in self.forms if all(form.named(name) for name in names)]
        assert found, f"no form with {names} on {self!r}\n{self.describe()}"
        return found[0]

    def form_to(self, part: str) -> Form:
        """The first form whose action has this part."""
        found = [form for form in self.forms if part in form.action]
        assert found, f"no form to {part} on {self!r}\n{self.describe()}"
        return found[0]

    def form_to_itself(self) -> Form:
        """The form in the main part of the page that is sent to the page's own address."""
        here = urlsplit(self.url).path
        found = [
            form
            for form in self.forms
            if form.method == "post" and urlsplit(urljoin(self.url, form.action)).path == here
        ]
        assert found, f"no form of its own on {self!r}\n{self.describe()}"
        return found[0]

    def form_of_button(self, label: str) -> tuple[Form, Button]:
        """The first button with this label, and its form."""
        for form in self.forms:
            for button in form.buttons:
                if button.label == label:
                    return form, button
        raise AssertionError(f"no button {label!r} on {self!r}\n{self.describe()}")

    def has_button(self, label: str) -> bool:
        return label in self.buttons()

    def press(self, label: str, /, **values: object) -> Page:
        """Fill in the form of the button with this label, and press it."""
        form, button = self.form_of_button(label)
        return self.send(form, button=button, **values)

    def has_link(self, label: str) -> bool:
        """Whether a link's label begins with these words."""
        return any(link.label.startswith(label) for link in self.links)

    def follow(self, label: str) -> Page:
        """Follow the first link whose label begins with these words."""
        for link in self.links:
            if link.label.startswith(label):
                return self.visitor.get(urljoin(self.url, link.href))
        raise AssertionError(f"no link {label!r} on {self!r}\n{self.describe()}")

    def follow_to(self, part: str) -> Page:
        """Follow the first link whose address has this part, to a page that is there."""
        found = [link.href for link in self.links if part in link.href]
        assert found, f"no link to {part} on {self!r}\n{self.describe()}"
        page = self.visitor.get(urljoin(self.url, found[0]))
        assert page.status == 200, page.describe()
        return page

    def send(self, form: Form, *, button: Button | None = None, **values: object) -> Page:
        """Send a form as a browser would, with these values in place of the given ones."""
        request = self.request(form, button=button, **values)
        return self.visitor.send(request)

    def request(
        self, form: Form, *, button: Button | None = None, **values: object
    ) -> httpx.Request:
        """The request that sending the form makes; may be sent more than once."""
        pressed = button or form.main_button
        data = self._data(form, values)
        if pressed is not None and pressed.name:
            data.append((pressed.name, pressed.value))
        target = pressed.action if pressed and pressed.action is not None else form.action
        address = urljoin(self.url, target) if target else self.url
        if form.method == "get":
            return self.visitor.client.build_request("GET", address, params=tuple(data))
        files = _files(values)
        fields: dict[str, list[str]] = {}
        for name, value in data:
            fields.setdefault(name, []).append(value)
        return self.visitor.client.build_request(
            "POST", address, data=fields, files=files or None, headers={"Referer": self.url}
        )

    def _data(self, form: Form, values: Mapping[str, object]) -> list[tuple[str, str]]:
        given = dict(values)
        data: list[tuple[str, str]] = []
        for control in form.controls:
            if control.kind == "file" or control.name in given:
                continue
            if control.value is not None:
                data.append((control.name, control.value))
        for name, value in given.items():
            controls = form.named(name)
            assert controls, f"no field {name!r} in a form of {self!r}\n{self.describe()}"
            data += _chosen(controls, name, value)
        return data

    def describe(self) -> str:
        """What stands on the page, for a failing test."""
        lines = [f"{self.status} {self.url}", f"title: {self.title}"]
        for form in self.forms:
            lines.append(f"form {form.method} {form.action!r}")
            lines += [f"  {each.kind} {each.name}={each.value!r}" for each in form.controls]
            lines += [f"  [{button.label}] {button.name}={button.value}" for button in form.buttons]
        return "\n".join([*lines, self.text[:3000]])


class Visitor:
    """One person's browser, with its cookies."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.client = httpx.Client(base_url=address, follow_redirects=True, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def get(self, path: str) -> Page:
        return Page(self, self.client.get(path))

    def send(self, request: httpx.Request) -> Page:
        return Page(self, self.client.send(request))

    def sign_in(self, username: str, password: str) -> Page:
        page = self.get("/admin/login/?next=/admin/")
        page = page.send(page.form_with("username"), username=username, password=password)
        assert page.status == 200, page.describe()
        assert "/login" not in page.url, page.describe()
        return page


def addresses_in(text: str) -> list[str]:
    """The web addresses in a text, in their order."""
    return [found.rstrip(".,)>") for found in re.findall(r"https?://[^\s<>\"]+", text)]


def _chosen(controls: Sequence[Control], name: str, value: object) -> list[tuple[str, str]]:
    if _uploads(value):
        assert controls[0].kind == "file", f"{name} takes no file"
        return []
    if value is None or value is False:
        return []
    if value is True:
        return [(name, next(iter(controls[0].options), "on"))]
    values = value if isinstance(value, (list, tuple)) else [value]
    for one in values:
        offered = [text for control in controls for text in control.options]
        if offered:
            assert str(one) in offered, f"{name} offers {offered}, not {one!r}"
    return [(name, str(one)) for one in values]


def _uploads(value: object) -> list[Upload]:
    given = value if isinstance(value, list) else [value]
    return [
        (one[0], one[1])
        for one in given
        if isinstance(one, tuple) and len(one) == 2 and isinstance(one[1], bytes)
    ]


def _files(values: Mapping[str, object]) -> list[tuple[str, Upload]]:
    return [(name, one) for name, value in values.items() for one in _uploads(value)]
