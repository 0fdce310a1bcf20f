"""Admin pages that show each member of staff their own controllers' rows and nothing else.

Roles alone decide (registers_app/permissions.py); Django's permission tables are not asked. A
superuser without a membership sees no controller's rows: what a superuser may manage
(controllers, users, memberships) says so itself.
"""

from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from registers_app.domain.roles import Permission
from registers_app.models import Controller, User
from registers_app.permissions import controllers_where, grants_of

M = TypeVar("M", bound=models.Model)
ITSELF = "pk"


class ControllerScopedAdmin(admin.ModelAdmin[M]):
    """A model whose rows belong to a controller.

    ``controller_path`` is the lookup from a row to its controller, ``see`` and ``change`` what a
    user must hold there; ``change = None`` makes the pages read-only. Nothing is deleted unless a
    subclass sets ``deletable``. A row of another controller does not exist for the user.
    """

    controller_path: ClassVar[str]
    see: ClassVar[Permission]
    change: ClassVar[Permission | None] = None
    deletable: ClassVar[bool] = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[M]:
        """The rows of the controllers at which the user holds ``see``."""
        # The ids themselves, not a subquery: the planner cannot guess how many it holds, and
        # would read a long table whole rather than walk the index in the order of the list.
        rows = super().get_queryset(request)
        return rows.filter(**{f"{self.controller_path}__in": _granted(request, self.see)})

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the model is listed for the user."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whether the user may see the row, or any row."""
        return self.granted(request, self.see, obj)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whether the user may change the row, or any row."""
        return self.change is not None and self.granted(request, self.change, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether the user may add a row at any controller."""
        return self.change is not None and self.granted(request, self.change, None)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whether the user may delete the row: only where a subclass allows it."""
        return self.deletable and self.has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer only what belongs to controllers at which the user may change rows."""
        path = self._path_from(db_field.remote_field.model)
        if path is not None and "queryset" not in kwargs:
            allowed = controllers_of(request, self.change or self.see)
            kwargs["queryset"] = db_field.remote_field.model._default_manager.filter(
                **{f"{path}__in": allowed}
            ).distinct()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def controller_id_of(self, row: M) -> int | None:
        """The id of the controller a row belongs to."""
        value: Any = row
        for name in self.controller_path.split("__"):
            value = getattr(value, name)
        return value.pk if isinstance(value, Controller) else value

    def granted(self, request: HttpRequest, permission: Permission, row: M | None) -> bool:
        """Whether the user holds *permission* at the row's controller (None: at any)."""
        granted = _granted(request, permission)
        return bool(granted) if row is None else self.controller_id_of(row) in granted

    def _path_from(self, related: type[models.Model]) -> str | None:
        if related is Controller:
            return ITSELF
        if related is User:
            return "memberships__controller"
        if self.admin_site.is_registered(related):
            there = self.admin_site.get_model_admin(related)
            return there.controller_path if isinstance(there, ControllerScopedAdmin) else None
        return None


class ScopedInline(admin.options.InlineModelAdmin[Any, Any]):
    """Rows on the page of a :class:`ControllerScopedAdmin`: who may change it may change them."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As for the page."""
        return self._page().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As for changing the page."""
        return self._page().has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As for changing the page."""
        return self._page().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As for changing the page: lines of a page may be taken away."""
        return self._page().has_change_permission(request, obj)

    def _page(self) -> admin.ModelAdmin[Any]:
        return self.admin_site.get_model_admin(self.parent_model)


def controllers_of(request: HttpRequest, permission: Permission) -> models.QuerySet[Controller]:
    """The controllers at which the user who asks holds *permission*."""
    user = request.user
    return (
        controllers_where(user, permission) if isinstance(user, User) else Controller.objects.none()
    )


def _granted(request: HttpRequest, permission: Permission) -> frozenset[int]:
    """The ids of the controllers where the user holds *permission*, asked once a request."""
    if not isinstance(request.user, User):
        return frozenset()
    kept: dict[Permission, frozenset[int]] | None = request.__dict__.get("_granted")
    if kept is None:
        kept = request.__dict__["_granted"] = grants_of(request.user)
    return kept[permission]
