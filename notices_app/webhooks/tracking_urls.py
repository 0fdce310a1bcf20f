"""Where providers call: the addresses that Anymail's own guides name."""

from django.urls import path

from notices_app.webhooks.tracking_views import tracking

app_name = "webhooks"

urlpatterns = [
    path("<slug:provider>/tracking/", tracking, name="tracking"),
    # Mandrill signs the address, and Anymail's guide names this one.
    path("mandrill/", tracking, {"provider": "mandrill"}, name="mandrill"),
]
