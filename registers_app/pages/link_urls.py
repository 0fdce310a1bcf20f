"""The same addresses without a language: what an organisation links to from its own site."""

from django.urls import URLPattern, path

from registers_app.pages import json_views, urls, views

app_name = "notice_links"

urlpatterns = [
    path("<slug:controller>/notices.json", json_views.controller_json, name="controller_json"),
    path(
        "<slug:controller>/<slug:register>/notice.json",
        json_views.register_json,
        name="register_json",
    ),
    *(
        path(str(page.pattern), views.in_main_language, name=page.name)
        for page in urls.urlpatterns
        if isinstance(page, URLPattern)
    ),
]
