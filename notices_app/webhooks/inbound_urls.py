"""Where providers hand mail over: the addresses that Anymail's own guides name."""

from django.urls import path

from notices_app.webhooks.inbound_views import inbound

app_name = "inbound_webhooks"

urlpatterns = [path("<slug:provider>/inbound/", inbound, name="inbound")]
