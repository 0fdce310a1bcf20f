"""A real IMAP server for tests: Debian's dovecot, private, on ports of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from imaplib import IMAP4, Time2Internaldate
from pathlib import Path

from tests.house.ports import free_port

PASSWORD = "a-password-of-tests-säker"
MISSING = "dovecot is missing: sudo apt-get install dovecot-imapd (apt.txt)"
# Since 2.4 the settings have other names.
CONF = {
    "2.3": """
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
disable_plaintext_auth = no
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
""",
    "2.4": """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
mail_driver = maildir
mail_path = {folder}/mail/%{{user}}
first_valid_uid = 1
auth_allow_cleartext = yes
ssl_server_cert_file = {folder}/cert.pem
ssl_server_key_file = {folder}/key.pem
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}/home
  }}
}}
""",
}
COMMON = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
mail_fsync = never
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True, kw_only=True)
class ImapServer:
    """A running server; each account is made when it is first named."""

    folder: Path
    port: int
    tls_port: int

    @property
    def certificate(self) -> Path:
        return self.folder / "cert.pem"

    def add(self, account: str) -> None:
        """Give it a folder Done. Any name is an account, with the one password."""
        with self.client(account) as client:
            client.create("Done")

    @contextmanager
    def client(self, account: str, folder: str = "INBOX") -> Iterator[IMAP4]:
        """A mail program, signed in."""
        client = IMAP4("127.0.0.1", self.port, timeout=20)
        client.authenticate("PLAIN", lambda _: f"\0{account}\0{PASSWORD}".encode())
        client.select(folder)
        try:
            yield client
        finally:
            client.logout()

    def put(self, account: str, raw: bytes, *, at: datetime | None = None) -> None:
        """Deliver a mail."""
        with self.client(account) as client:
            stamp = Time2Internaldate(at) if at else ""
            client.append("INBOX", "", stamp, raw)

    def flags(self, account: str, folder: str = "INBOX") -> list[bytes]:
        """The flags of each mail in a folder."""
        with self.client(account, folder) as client:
            _status, found = client.search(None, "ALL")
            if not found[0]:
                return []
            _status, data = client.fetch("1:*", "(FLAGS)")
            return [each for each in data if isinstance(each, bytes)]


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    """Run one until the block ends."""
    program = shutil.which(
        "dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    )
    assert program, MISSING
    folder = Path(tempfile.mkdtemp(prefix="rightsdesk-imap-", dir="/tmp"))
    server = ImapServer(folder=folder, port=free_port(), tls_port=free_port())
    _furnish(server, program)
    process = subprocess.Popen([program, "-F", "-c", str(folder / "conf")])
    try:
        _await(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(server: ImapServer, program: str) -> None:
    owner, folder = _owner(), server.folder
    folder.chmod(0o755)
    _make_certificate(folder)
    for name in ("run", "state", "mail", "home"):
        (folder / name).mkdir()
    for name in ("mail", "home"):
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    # Root is not for reading mail: the package made accounts for what the server does itself.
    is_root = os.geteuid() == 0
    me = pwd.getpwuid(os.geteuid()).pw_name
    facts = {
        "folder": folder,
        "password": PASSWORD,
        "uid": owner.pw_uid,
        "gid": owner.pw_gid,
        "port": server.port,
        "tls_port": server.tls_port,
        "internal": "dovecot" if is_root else me,
        "internal_group": "dovecot" if is_root else _group(),
        "login": "dovenull" if is_root else me,
    }
    version = ".".join(_version(program).split(".")[:2])
    old = tuple(map(int, version.split("."))) < (2, 4)
    (folder / "conf").write_text((CONF["2.3" if old else "2.4"] + COMMON).format(**facts))


@cache
def _version(program: str) -> str:
    return subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[0]


def _owner() -> pwd.struct_passwd:
    """Whose the mail is on the disk."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _group() -> str:
    import grp

    return grp.getgrgid(os.getegid()).gr_name


def _make_certificate(folder: Path) -> None:
    """For the name localhost, signed by nobody but itself."""
    from datetime import UTC, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begin = datetime.now(UTC) - timedelta(days=400)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=4000))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = folder / "key.pem"
    secret.touch(mode=0o600)
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _await(server: ImapServer, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        assert process.poll() is None, (server.folder / "log").read_text()
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=1) as greeted:
                if greeted.recv(4).startswith(b"* OK"):
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError((server.folder / "log").read_text())
