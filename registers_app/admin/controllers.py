"""Controllers and who works there."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from config.pictures import PictureTooLarge, UnreadablePicture, drawn_anew
from registers_app.admin.scoped import ITSELF, ControllerScopedAdmin, ScopedInline
from registers_app.admin.texts import ThreeLanguages
from registers_app.domain.roles import Permission
from registers_app.models import (
    Controller,
    Membership,
    ReminderPlan,
    SignInProvider,
    User,
    known_calendars,
)
from registers_app.permissions import controllers_where, manages_installation
from registers_app.services.set_logo import LARGEST, set_logo

LARGEST_FILE = 2 * 1024 * 1024


class MembershipInline(ScopedInline, admin.TabularInline[Membership, Controller]):
    """Roles at this controller."""

    model = Membership

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer every account to who manages accounts, else those of one's own controllers."""
        if db_field.name == "user" and not manages_installation(request.user):
            assert isinstance(request.user, User)
            own = controllers_where(request.user, Permission.MANAGE_CONTROLLER)
            kwargs["queryset"] = User.objects.filter(memberships__controller__in=own).distinct()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class SignInProviderForm(forms.ModelForm[SignInProvider]):
    """A sign-in service; its secret is written once and shown to nobody again."""

    client_secret = forms.CharField(
        label=_("client secret"),
        required=False,
        strip=True,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Kept encrypted. Empty: the one that is kept stays."),
    )

    def save(self, commit: bool = True) -> SignInProvider:
        """Seal a secret that was given."""
        if secret := self.cleaned_data.get("client_secret"):
            self.instance.keep_secret(secret)
        return super().save(commit)


class SignInProviderInline(
    ThreeLanguages, ScopedInline, admin.StackedInline[SignInProvider, Controller]
):
    """Where people can sign in. One that somebody used is taken out of use, not away."""

    model = SignInProvider
    form = SignInProviderForm
    classes = ["collapse"]
    fields = [
        "labels",
        "kind",
        "issuer",
        "client_id",
        "client_secret",
        "acr_values",
        "is_active",
    ]
    can_delete = False

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """An address without a scheme is https."""
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class ReminderPlanInline(ScopedInline, admin.StackedInline[ReminderPlan, Controller]):
    """Who is reminded when. Without it the standard ladder and its hours hold."""

    model = ReminderPlan
    extra = 1  # there is one at most, and pages work without scripts
    classes = ["collapse"]


class ControllerForm(forms.ModelForm[Controller]):
    """A controller, with its logo."""

    new_logo = forms.FileField(
        label=_("logo"),
        required=False,
        help_text=_("A picture (PNG, JPEG), best with a transparent ground, for light and dark."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    no_logo = forms.BooleanField(label=_("take the logo away"), required=False)

    def clean_brand_colour(self) -> str:
        """In small letters, as the database keeps it."""
        return str(self.cleaned_data["brand_colour"]).casefold()

    def clean_new_logo(self) -> bytes | None:
        """The picture. Raises ValidationError for what is none."""
        given = self.cleaned_data.get("new_logo")
        if not given:
            return None
        if given.size > LARGEST_FILE:
            raise forms.ValidationError(_("Choose a picture of at most 2 megabytes."))
        content: bytes = given.read()
        try:
            drawn_anew(content, as_format="PNG", within=LARGEST)
        except (UnreadablePicture, PictureTooLarge) as fault:
            raise forms.ValidationError(_("This is no picture that can be shown.")) from fault
        return content


@admin.register(Controller)
class ControllerAdmin(ControllerScopedAdmin[Controller]):
    """A controller's administrators change it; whoever manages the installation adds them."""

    controller_path = ITSELF
    see = Permission.MANAGE_CONTROLLER
    change = Permission.MANAGE_CONTROLLER
    form = ControllerForm
    inlines = [MembershipInline, ReminderPlanInline, SignInProviderInline]
    list_display = ["name", "country", "regime", "is_open"]
    search_fields = ["name", "slug"]

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """The calendar is one of those we have; an address without a scheme is https."""
        if db_field.name == "calendar":
            return forms.ChoiceField(
                choices=lambda: [(name, name) for name in known_calendars()],
                label=db_field.verbose_name,
                help_text=db_field.help_text,
            )
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Controller, form: Any, change: bool) -> None:
        """With the logo that was given or taken away."""
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("new_logo"):
            set_logo(obj, form.cleaned_data["new_logo"])
        elif form.cleaned_data.get("no_logo"):
            set_logo(obj, None)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Controller]:
        """Every controller for who manages the installation."""
        if manages_installation(request.user):
            return Controller.objects.all()
        return super().get_queryset(request)

    def has_view_permission(self, request: HttpRequest, obj: Controller | None = None) -> bool:
        """Also for who manages the installation."""
        return manages_installation(request.user) or super().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Controller | None = None) -> bool:
        """Also for who manages the installation."""
        return manages_installation(request.user) or super().has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only for who manages the installation."""
        return manages_installation(request.user)
