"""Addresses of the public notices, under a language. None holds anything personal."""

from django.urls import path

from registers_app.pages import changes, views

app_name = "notices"

urlpatterns = [
    path("<slug:controller>/", views.controller_page, name="controller"),
    path("<slug:controller>/<slug:register>/", views.register_page, name="register"),
    path(
        "<slug:controller>/<slug:register>/notice.pdf",
        views.register_pdf,
        name="register_pdf",
    ),
    path(
        "<slug:controller>/<slug:register>/versions/<int:number>/",
        views.version_page,
        name="version",
    ),
    path(
        "<slug:controller>/<slug:register>/versions/<int:number>/notice.pdf",
        views.version_pdf,
        name="version_pdf",
    ),
    path(
        "<slug:controller>/<slug:register>/versions/<int:number>/changes/",
        changes.changes_page,
        name="changes",
    ),
    path(
        "<slug:controller>/<slug:register>/versions/<int:number>/changes/<int:since>/",
        changes.changes_page,
        name="changes_since",
    ),
]
