"""Staff accounts, for who manages the installation."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registers_app.admin.scoped import ScopedInline
from registers_app.models import LanguageChoice, Membership, User
from registers_app.permissions import manages_installation

# Roles at a controller decide; Django's groups would say nothing.
admin.site.unregister(Group)


class RoleInline(ScopedInline, admin.TabularInline[Membership, User]):
    """A user's roles."""

    model = Membership


@admin.register(User)
class UserAdmin(DjangoUserAdmin[User]):
    """Accounts are closed by taking ``is_active`` away, never deleted: the record names them."""

    inlines = [RoleInline]
    filter_horizontal = ()
    list_display = ["username", "first_name", "last_name", "email", "is_active", "is_superuser"]
    list_filter = ["is_active", "is_superuser"]
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """The language is one of the desk's."""
        if db_field.name == "language":
            return forms.ChoiceField(choices=LanguageChoice, label=db_field.verbose_name)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        """No account exists for who does not manage the installation."""
        accounts = super().get_queryset(request)
        return accounts if manages_installation(request.user) else accounts.none()

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Only for who manages the installation."""
        return manages_installation(request.user)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Only for who manages the installation."""
        return manages_installation(request.user)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Only for who manages the installation."""
        return manages_installation(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only for who manages the installation."""
        return manages_installation(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Never."""
        return False
