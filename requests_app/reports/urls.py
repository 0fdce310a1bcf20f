"""Addresses of the reports."""

from django.contrib import admin
from django.urls import path

from requests_app.reports import load, mail_view, views, yearly_views

urlpatterns = [
    path(route, admin.site.admin_view(view), name=name)
    for route, view, name in (
        ("deadlines/", views.deadlines, "deadline_report"),
        ("deadlines/csv/", views.deadlines_csv, "deadline_report_csv"),
        ("deadlines/xlsx/", views.deadlines_xlsx, "deadline_report_xlsx"),
        ("deadlines/pdf/", views.deadlines_pdf, "deadline_report_pdf"),
        ("deadlines/requests/", views.deadlines_cases, "deadline_report_cases"),
        ("deadlines/mail/", mail_view.report_by_mail, "deadline_report_mail"),
        ("load/", load.load_view, "load"),
        ("yearly/", yearly_views.yearly, "yearly_report"),
        ("yearly/pdf/", yearly_views.yearly_document, "yearly_report_pdf"),
    )
]
