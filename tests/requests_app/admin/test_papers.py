"""Files, letters and the answer, as staff get them."""

from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from requests_app.models import AuditEntry
from tests.cases import FILE_CONTENT, begin, collect_all, handler_of, make_received, prepare, settle
from tests.requests_app.admin.staff import case_url, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_a_file_is_downloaded_as_it_was_given_and_who_opened_it_is_noted() -> None:
    case = collect_all(begin(make_received()))
    client = signed_in(handler_of(case.controller))
    file = case.files.get()
    response = client.get(f"{case_url(case).removesuffix('change/')}files/{file.pk}/")
    assert b"".join(response.streaming_content) == FILE_CONTENT  # type: ignore[attr-defined]
    assert response["Content-Disposition"] == 'attachment; filename="orders.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert AuditEntry.objects.filter(event="file.opened", request_id=case.pk).count() == 1


def test_a_file_with_html_in_it_is_never_shown_inline() -> None:
    page = SimpleUploadedFile("päivä;\r\n.html", b"<script>alert(1)</script>")
    case = collect_all(begin(make_received()), files=[page])
    client = signed_in(handler_of(case.controller))
    file = case.files.get()
    response = client.get(f"{case_url(case).removesuffix('change/')}files/{file.pk}/")
    assert response["Content-Disposition"].startswith("attachment")
    assert "\n" not in response["Content-Disposition"]


def test_the_receipt_can_be_printed_without_any_script_or_inline_style() -> None:
    case = make_received(language="fi", postal_address="Katu 1\n00100 Helsinki")
    client = signed_in(handler_of(case.controller))
    letter = case.letters.get(kind="received")
    page = text_of(client.get(f"{case_url(case).removesuffix('change/')}letters/{letter.pk}/"))
    assert '<html lang="fi">' in page
    assert case.submission.reference in page
    assert "Katu 1" in page
    day = letter.written_at.astimezone(ZoneInfo("Europe/Helsinki"))
    assert f'class="date">{day.day}.{day.month}.{day.year} ·' in page
    assert "style=" not in page


def test_the_prepared_answer_can_be_read_before_it_is_sent() -> None:
    case = prepare(collect_all(settle(begin(make_received()))))
    client = signed_in(handler_of(case.controller))
    page = text_of(client.get(f"{case_url(case).removesuffix('change/')}answer/"))
    assert "Found in Mailing list" in page
    assert "Posti Oy" in page


def test_a_withheld_file_is_not_in_the_answer() -> None:
    case = collect_all(settle(begin(make_received())))
    client = signed_in(handler_of(case.controller))
    base = case_url(case).removesuffix("change/")
    sent = client.post(
        f"{base}steps/prepare-answer/",
        {
            "outcome": "partial",
            "looked_through": "on",
            "reasoning": "Another person’s orders are left out.",
            "withheld": [case.files.get().pk],
            "ground_ART15_4_OTHERS_RIGHTS": "The file names a neighbour.",
        },
    )
    assert sent.status_code == 302, text_of(sent)
    assert "orders.csv" not in text_of(client.get(f"{base}answer/"))
    assert "withheld" in text_of(client.get(case_url(case)))


def test_withholding_without_saying_so_is_refused() -> None:
    case = collect_all(settle(begin(make_received())))
    client = signed_in(handler_of(case.controller))
    sent = client.post(
        f"{case_url(case).removesuffix('change/')}steps/prepare-answer/",
        {"outcome": "granted", "withheld": [case.files.get().pk]},
    )
    assert "then the request is granted in part." in text_of(sent)
