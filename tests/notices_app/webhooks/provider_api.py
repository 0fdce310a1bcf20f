"""Where the interfaces of providers are: they keep mail, and give it to whoever has the key."""

import json
import threading
from email import message_from_bytes, policy
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

KEY = "an-api-key"
CONFIRMED = """<ConfirmSubscriptionResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
<ConfirmSubscriptionResult><SubscriptionArn>arn:aws:sns:eu-north-1:1:desk:1</SubscriptionArn>
</ConfirmSubscriptionResult></ConfirmSubscriptionResponse>"""


class ProviderApi:
    """Mail by its name, and what was asked for. ``gives_raw``: as it came, else as parsed."""

    def __init__(self) -> None:
        self.mails: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.gives_raw = True
        self.is_down = False
        self.babbles = False
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._say(*api.answer(self.path, self.headers.get("authorization", "")))

            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
                self._say(*api.confirm(form))

            def _say(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{server.server_address[1]}"

    def keep(self, raw: bytes) -> str:
        """Keep a mail; its name."""
        name = f"m{len(self.mails) + 1}"
        self.mails[name] = raw
        return name

    def answer(self, path: str, authorization: str) -> tuple[int, bytes]:
        """Status and body of a call for a mail or for what is known of it."""
        self.asked.append(path)
        name = path.rpartition("/")[2].partition("?")[0]
        if self.is_down or name not in self.mails:
            return 404, b"<Error><Code>NoSuchKey</Code></Error>"
        if path.startswith(("/raw/", "/bucket/")):
            return 200, self.mails[name]
        if self.babbles:
            return 200, b"<html>We are working on it.</html>"
        if authorization != f"Bearer {KEY}":
            return 401, b"{}"
        return 200, json.dumps(self._known(name)).encode()

    def confirm(self, form: dict[str, list[str]]) -> tuple[int, bytes]:
        """A subscription to a topic is confirmed."""
        self.asked.append(" ".join([*form["Action"], *form["Token"]]))
        return 200, CONFIRMED.encode()

    def _known(self, name: str) -> dict[str, Any]:
        url = f"{self.url}/raw/{name}"
        if self.gives_raw:
            return {"id": name, "raw_message_url": url, "raw": {"download_url": url}}
        mail = message_from_bytes(self.mails[name], policy=policy.default)
        return {
            "from": mail["from"],
            "to": [mail["to"]],
            "subject": mail["subject"],
            "message_id": mail["message-id"],
            "headers": {key: str(value) for key, value in mail.items() if key == "Date"},
            "text": mail.get_content(),
        }


@cache
def provider_api() -> ProviderApi:
    """The one of this process."""
    return ProviderApi()
