"""Addresses of the reports."""

from django.contrib import admin
from django.urls import path

from requests_app.reports.views import deadlines, deadlines_csv

urlpatterns = [
    path("deadlines/", admin.site.admin_view(deadlines), name="deadline_report"),
    path("deadlines/csv/", admin.site.admin_view(deadlines_csv), name="deadline_report_csv"),
]
