"""The same addresses without a language: what an organisation links to from its own site."""

from django.urls import URLPattern, path

from registers_app.pages import urls, views

app_name = "notice_links"

urlpatterns = [
    path(str(page.pattern), views.in_main_language, name=page.name)
    for page in urls.urlpatterns
    if isinstance(page, URLPattern)
]
