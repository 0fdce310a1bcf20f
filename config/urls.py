"""Addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from requests_app.portal import desk_pages, own_sign_in

urlpatterns = [
    path("", desk_pages.root),
    path("healthz", desk_pages.healthz),
    path("favicon.ico", desk_pages.favicon),
    path(".well-known/security.txt", desk_pages.security_txt),
    path("sign-in/back/", own_sign_in.back, name="sign_in_back"),
    path("admin/reports/", include("requests_app.reports.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/mailbox/", include("notices_app.urls")),
    path("anymail/", include("notices_app.webhooks.inbound_urls")),
    path("admin/", admin.site.urls),
    path("anymail/", include("notices_app.webhooks.tracking_urls")),
    path("brand/", include("registers_app.pages.brand_urls")),
    path("notices/", include("registers_app.pages.link_urls")),
    *i18n_patterns(
        path("", include("requests_app.portal.urls")),
        path("notices/", include("registers_app.pages.urls")),
    ),
]

handler400 = "requests_app.portal.errors.bad_request"
handler403 = "requests_app.portal.errors.forbidden"
handler404 = "requests_app.portal.errors.not_found"
handler500 = "requests_app.portal.errors.server_error"
