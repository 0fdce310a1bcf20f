"""Attacks on organisations, their staff and their registers."""

from registers_app.models import (
    Controller,
    ControllerLogo,
    DataSystem,
    Membership,
    ProcessorClient,
    PurposeBasis,
    Register,
    RegisterUpload,
    RegisterVersion,
    ReminderPlan,
    SignInProvider,
    User,
    VersionStep,
)
from tests.invariants.attacks.attack import (
    CONTROLLER,
    VERSION,
    Attack,
    after,
    asleep,
    copied,
    never_changed,
    update,
    updated,
)
from tests.raw_sql import copy_sql

SENT_TO = "state = 'in_review'"
IN_REVIEW = updated(VERSION, SENT_TO, "version")
PUBLISHING = "state = 'published', effective_on = '2026-01-01'"
PUBLISHED = updated(VERSION, PUBLISHING, "version")
SUPERSEDED = updated(VERSION, "state = 'superseded'", "version")
SENT = updated(VERSION, "state = 'in_review', submitted_by_id = %(user)s", "version")
# In force from that day on, it was never older than the register here.
ENTERED = updated("registers_app_register", "created_at = '2026-01-01 12:00+00'", "register")
TWO_PERSONS = updated(CONTROLLER, "second_person_publishes = true", "controller")
# Another version of the same register.
ANOTHER = copy_sql(RegisterVersion, "r.id = %(version)s")
NEXT = "WHERE id = 900000"

ATTACKS: dict[str, list[Attack]] = {
    "registers_app_controller.slug": [
        Attack(
            sql="INSERT INTO registers_app_controller (slug, name, business_id, postal_address,"
            " email, phone, website, country, regime, time_zone, calendar, language,"
            " second_person_approves, second_person_erases, second_person_reviews,"
            " second_person_publishes, representative, dpo_name, dpo_email, dpo_phone,"
            " dpo_postal_address, brand_colour,"
            " logo_digest, host_name, sender_email,"
            " keep_contact_months, keep_case_months, keep_because, is_open)"
            " SELECT slug, name, '', '', email, '', '', 'FI', 'EU', time_zone, calendar, 'en',"
            " false, false, false, false, '', '', '', '', '', '', '', '', '', 12, 36,"
            " 'Claims.', true"
            " FROM registers_app_controller"
            " WHERE id = %(controller)s"
        )
    ],
    "controller_keeps_for_a_time": [
        update(CONTROLLER, "keep_contact_months = 2", "controller"),
        update(CONTROLLER, "keep_case_months = 121", "controller"),
        update(CONTROLLER, "keep_contact_months = 40", "controller"),
    ],
    "controller_says_why_it_keeps": [update(CONTROLLER, "keep_because = ''", "controller")],
    "controller_regime_known": [update(CONTROLLER, "regime = 'US'", "controller")],
    "registers_app_controllerlogo.controller_id": [copied(ControllerLogo, "logo")],
    "controller_colour_is_one": [update(CONTROLLER, "brand_colour = 'teal'", "controller")],
    "controller_host_once": [
        after(
            [updated(CONTROLLER, "host_name = 'privacy.example.org'", "controller")],
            copied(Controller, "controller", slug="another"),
        )
    ],
    "controller_host_is_one": [
        update(CONTROLLER, f"host_name = '{name}'", "controller")
        for name in (
            "Privacy.example.org",
            "localhost",
            "a.example/x",
            "a.example:80",
            "-a.example",
        )
    ],
    "controller_country_iso": [update(CONTROLLER, "country = 'fi'", "controller")],
    "controller_language_known": [update(CONTROLLER, "language = 'de'", "controller")],
    "registers_app_user.username": [copied(User, "user")],
    "user_language_known": [update("registers_app_user", "language = 'de'", "user")],
    "membership_once": [copied(Membership, "membership")],
    "membership_role_known": [update("registers_app_membership", "role = 'owner'", "membership")],
    "sign_in_provider_once": [copied(SignInProvider, "provider")],
    "sign_in_kind_known": [
        update("registers_app_signinprovider", "kind = 'handshake'", "provider")
    ],
    "sign_in_strong_by_its_level": [
        update("registers_app_signinprovider", "acr_values = ''", "provider")
    ],
    "registers_app_registerupload.user_id": [copied(RegisterUpload, "register_upload")],
    "register_slug_once": [copied(Register, "register")],
    "register_role_known": [update("registers_app_register", "our_role = 'bystander'", "register")],
    "register_identity_level_known": [
        update(
            "registers_app_register",
            "identity_level = 5, identity_level_reason = 'We like it.'",
            "register",
        )
    ],
    "register_identity_level_with_reason": [
        update("registers_app_register", "identity_level = 3", "register")
    ],
    "register_version_number_once": [copied(RegisterVersion, "version")],
    "register_one_published_version": [
        asleep(RegisterVersion, after([PUBLISHED], copied(RegisterVersion, "version", number=2)))
    ],
    "register_version_published_has_date": [
        after([IN_REVIEW], update(VERSION, "state = 'published'", "version"))
    ],
    "version_in_review_stays": [
        after([IN_REVIEW], update(VERSION, what, "version"))
        for what in (
            'security_measures = \'{"en": "None."}\'',
            "predates_desk = NOT predates_desk",
            "state = 'published', effective_on = '2026-01-01', change_notes = '{\"en\": \"-\"}'",
        )
    ],
    "version_keeps_who_sent_it": [
        after(lead_up, update(VERSION, f"{what}submitted_by_id = %(user)s", "version"))
        for lead_up, what in (
            ([], ""),
            ([IN_REVIEW], ""),
            ([IN_REVIEW], "state = 'draft', "),
            ([IN_REVIEW], "state = 'published', effective_on = '2026-01-01', "),
        )
    ],
    "version_follows_the_one_before": [
        after(
            [ANOTHER, IN_REVIEW, PUBLISHED, SUPERSEDED, f"UPDATE {VERSION} SET {SENT_TO} {NEXT}"],
            Attack(sql=f"UPDATE {VERSION} SET {what} {NEXT}", changes={"id": 900_000, "number": 2}),
        )
        for what in (PUBLISHING, "state = 'published', effective_on = '2025-12-31'")
    ],
    "version_published_by_a_second_person": [
        after([TWO_PERSONS, *lead_up], update(VERSION, f"{PUBLISHING}{by}", "version"))
        for lead_up, by in (
            ([IN_REVIEW], ""),
            ([IN_REVIEW], ", published_by_id = %(user)s"),
            ([SENT], ""),
            ([SENT], ", published_by_id = %(user)s"),
            ([updated(VERSION, "predates_desk = true", "version"), ENTERED, SENT], ""),
        )
    ],
    "version_step_known": [copied(VersionStep, "version_step", step="forgotten")],
    "version_returned_with_a_note": [
        copied(VersionStep, "version_step", step="return_to_draft"),
    ],
    "version_step_never_changed": never_changed("registers_app_versionstep", "version_step"),
    "version_born_a_draft": [copied(RegisterVersion, "version", number=2, state="in_review")],
    "version_declared_transitions": [
        update(VERSION, "state = 'published', effective_on = '2026-01-01'", "version")
    ],
    "version_keeps_its_register": [update(VERSION, "number = number + 1", "version")],
    "version_says_what_was_published": [
        after([IN_REVIEW, PUBLISHED], update(VERSION, what, "version"))
        for what in (
            'automated_decisions = \'{"en": "None."}\'',
            "effective_on = '2025-01-01'",
        )
    ],
    "version_in_force_never_deleted": [
        after(lead_up, Attack(sql=f"DELETE FROM {VERSION} WHERE id = %(version)s"))
        for lead_up in (
            [IN_REVIEW, PUBLISHED],
            [IN_REVIEW, PUBLISHED, updated(VERSION, "state = 'superseded'", "version")],
        )
    ],
    "purpose_basis_once": [copied(PurposeBasis, "purpose_basis")],
    "purpose_basis_known": [
        update("registers_app_purposebasis", "basis = 'habit'", "purpose_basis")
    ],
    "data_category_origin_known": [
        update("registers_app_datacategory", "origin = 'found'", "data_category")
    ],
    "data_category_sensitivity_known": [
        update("registers_app_datacategory", "sensitivity = 'dull'", "data_category")
    ],
    "recipient_kind_known": [update("registers_app_recipient", "kind = 'friend'", "recipient")],
    "transfer_safeguard_known": [
        update("registers_app_transfer", "safeguard = 'trust'", "transfer")
    ],
    "registers_app_reminderplan.controller_id": [copied(ReminderPlan, "reminder_plan")],
    "reminder_plan_quiet_whole": [
        update("registers_app_reminderplan", "quiet_until = NULL", "reminder_plan")
    ],
    "data_system_name_once": [copied(DataSystem, "data_system")],
    "data_system_named": [update("registers_app_datasystem", "name = ''", "data_system")],
    "client_name_once": [copied(ProcessorClient, "client")],
    "client_named": [update("registers_app_processorclient", "name = ''", "client")],
    "client_ended_says_what_became_of_the_data": [
        update("registers_app_processorclient", what, "client")
        for what in (
            "ended_on = '2026-01-31', is_active = false",
            "ended_on = '2026-01-31', data_after = 'returned'",
            "data_after = 'erased'",
        )
    ],
}
