"""What ``manage.py verify_audit`` says."""

from io import StringIO

from django.core.management import call_command


def verify() -> tuple[int, str, str]:
    """Its exit code, output and complaints."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()
