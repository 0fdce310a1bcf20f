"""The policies of the demo as they were published, faults included, are not enough to answer by."""

import re

import pytest
import yaml
from django.utils import translation

from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import OurRole
from requests_app.domain.rights import Right
from requests_app.services.errors import NotPossible
from tests.eight import answered, received
from tests.registers_app.demo.added_facts import document
from tests.registers_app.demo.loaded import NAMES

pytestmark = pytest.mark.django_db

# A line of recipients that names nobody.
NAMELESS = "15(1)(c), C-154/21"
# What an access answer would lack if the published policy were all there is (GDPR Art. 15).
LACKING = {
    "jackbot": ["15(1)(h)", "15(2), CJEU C-311/18", *[NAMELESS] * 4],
    "jamix": ["15(1)(h)", "15(2), CJEU C-311/18", NAMELESS],
    "jalonom": ["15(1)(d)", "15(1)(h)", "15(2)", *[NAMELESS] * 3],
    "jakamo": ["15(1)(b)", "15(1)(c)", "15(1)(d)", "15(1)(h)"],
    "jamworks": ["15(1)(h)", *[NAMELESS] * 4],
}


@pytest.mark.parametrize("name", NAMES)
def test_the_policy_as_it_was_published_is_not_enough_to_answer_by(name: str) -> None:
    tree = document(name)
    for each in tree["registers"]:
        each["versions"] = each["versions"][:1]
    controller = load_yaml(yaml.safe_dump(tree).encode()).controller
    own = controller.registers.get(our_role=OurRole.CONTROLLER)
    request = received(Right.ACCESS, controller=controller, register=own)
    with translation.override("en"), pytest.raises(NotPossible) as refusal:
        answered(request)
    articles = [re.findall(r"\(Art\. (.+)\)\.$", reason)[0] for reason in refusal.value.reasons]
    assert articles == LACKING[name]
