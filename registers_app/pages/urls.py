"""Addresses of the public notices, under a language. None holds anything personal."""

from django.urls import path

from registers_app.pages import views

app_name = "notices"

urlpatterns = [
    path("<slug:controller>/", views.controller_page, name="controller"),
    path("<slug:controller>/<slug:register>/", views.register_page, name="register"),
    path(
        "<slug:controller>/<slug:register>/versions/<int:number>/",
        views.version_page,
        name="version",
    ),
]
