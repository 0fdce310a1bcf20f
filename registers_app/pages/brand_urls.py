"""Addresses of what makes a page an organisation's own."""

from django.urls import path

from registers_app.pages import brand

app_name = "brand"

urlpatterns = [
    path("colours/<slug:colour>.css", brand.colours, name="colours"),
    path("logo/<slug:slug>/<slug:digest>.png", brand.logo, name="logo"),
]
