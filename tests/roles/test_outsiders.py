"""Whoever is not signed in as active staff is asked to sign in, by every address."""

from collections.abc import Callable

import pytest
from django.test import Client

from registers_app.domain.roles import Role
from registers_app.models import User
from tests.factories import make_user
from tests.roles.addresses import addresses
from tests.roles.answers import Answered
from tests.roles.desk import Desk, signed_in
from tests.roles.page import rows, signed_out


def nobody(desk: Desk) -> Client:
    return Client()


def closed_account(desk: Desk) -> Client:
    user = make_user(desk.own.controller, role=Role.ADMINISTRATOR)
    browser = signed_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return browser


def not_staff(desk: Desk) -> Client:
    return signed_in(make_user(desk.own.controller, role=Role.ADMINISTRATOR, is_staff=False))


@pytest.mark.parametrize("outsider", [nobody, closed_account, not_staff])
def test_every_address_asks_outsiders_to_sign_in(
    desk: Desk, outsider: Callable[[Desk], Client]
) -> None:
    browser, open_to_all = outsider(desk), signed_out()
    for row in rows():
        url = addresses()[row.address].of(desk.own, row.variant)
        answered = Answered(browser, row.method, url, {})
        assert answered.word == open_to_all.get(row.address, "sign in"), str(row)
        assert not answered.tells(desk.own.secrets), str(row)
