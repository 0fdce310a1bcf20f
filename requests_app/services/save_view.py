"""Keep a view of the queue under a name, and let it go again."""

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.models import User
from requests_app.models import SavedView
from requests_app.services.errors import NotPossible, require_text

MOST = 20


@transaction.atomic
def save_view(user: User, *, name: str, query: str) -> SavedView:
    """Keep *query* as *name*; a name that the user has already gets the new filters.

    Raises NotPossible without a name, or when the user has as many as a list can show.
    """
    require_text(name)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    kept = user.saved_views.filter(name__iexact=name.strip()).first()
    if kept is None and user.saved_views.count() >= MOST:
        raise NotPossible(_("You have %(most)d saved views: remove one first.") % {"most": MOST})
    view = kept or SavedView(user=user)
    view.name, view.query = name.strip(), query
    view.save()
    return view


def forget_view(user: User, *, view_id: int) -> bool:
    """Let a view go; whether there was one. One of somebody else stays."""
    view = user.saved_views.filter(pk=view_id).first()
    if view is not None:
        view.delete()
    return view is not None
