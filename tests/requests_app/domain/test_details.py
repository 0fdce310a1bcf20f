"""What a person said of a right is kept as it was said."""

import json
from datetime import date

from requests_app.domain.details import Details, Meant, Pair
from tests.looped import for_each

WHOLE = Details(
    extent="part",
    what="My orders",
    since=date(2024, 1, 1),
    until=date(2024, 12, 31),
    pairs=(Pair(wrong="Kotikatu 1", right="Uusikatu 2"), Pair(wrong="The phone number")),
    grounds=("accuracy", "claims"),
    purposes=(Meant(id=4, name="Newsletter"),),
    view="I never ordered it.",
    receiver="controller",
    receiver_name="Westwind Oy",
    receiver_address="data@westwind.example",
)


@for_each("said", [WHOLE, Details(), Details(what="–")])
def test_what_was_said_comes_back_as_it_was(said: Details) -> None:
    assert Details.from_json(json.loads(json.dumps(said.as_json()))) == said


def test_what_was_not_said_is_not_kept() -> None:
    assert Details().as_json() == {}
    assert not Details()
    assert Details(what="All").as_json() == {"what": "All"}
