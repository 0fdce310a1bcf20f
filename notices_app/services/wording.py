"""An organisation words a letter itself: draft, put in force, and back to the standard text.

Nothing goes into force that lacks what the law demands of that letter.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from config.clock import now
from notices_app.domain.wording import names_in
from notices_app.letters.kinds import LetterKind
from notices_app.letters.own_words import pieces_of
from notices_app.letters.part_names import PART_NAMES
from notices_app.letters.wording_faults import faults_in_words
from notices_app.models import OwnWording, WordingState
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.models import Controller
from registers_app.permissions import may
from registers_app.services.errors import NotPermitted, NotPossible


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which letter of which organisation, in which language."""

    controller: Controller
    kind: LetterKind
    language: str

    @property
    def rows(self) -> QuerySet[OwnWording]:
        """Its versions, the newest first."""
        return OwnWording.objects.filter(
            controller=self.controller,
            medium=self.kind.medium.value,
            kind=self.kind.name,
            language=self.language,
        )

    def row(self, state: WordingState) -> OwnWording | None:
        """The version in that state; of drafts and of what is in force there is one at most."""
        return self.rows.filter(state=state).first()


@transaction.atomic
def keep_draft(place: Place, *, subject: str, body: str, actor: Actor) -> OwnWording:
    """Keep the words as the draft of that letter, whatever they still lack.

    Raises NotPermitted; NotPossible for what is no text at all.
    """
    _lock(place, actor=actor)
    subject, body = subject.strip(), body.replace("\r\n", "\n").strip()
    if not subject or not body or len(subject.splitlines()) > 1:
        raise NotPossible(_("A letter has a subject of one line, and a text."))
    draft = place.row(WordingState.DRAFT) or OwnWording(
        controller=place.controller,
        medium=place.kind.medium.value,
        kind=place.kind.name,
        language=place.language,
        number=place.rows.count() + 1,
    )
    draft.subject, draft.body = subject, body
    draft.written_at, draft.written_by_id = now(), _id(actor)
    draft.save()
    return draft


@transaction.atomic
def put_in_force(place: Place, *, actor: Actor) -> OwnWording:
    """From now on that letter is written with the draft.

    Raises NotPermitted; NotPossible without a draft, and for one with a fault or without a part
    that the law demands.
    """
    _lock(place, actor=actor)
    draft = place.row(WordingState.DRAFT)
    if draft is None:
        raise NotPossible(_("There is no draft to put in force."))
    if why := obstacles(place, subject=draft.subject, body=draft.body):
        raise NotPossible(*why)
    _end(place, actor=actor)
    draft.put_in_force(at=now(), by_id=_id(actor))
    draft.save()
    return draft


@transaction.atomic
def back_to_standard(place: Place, *, actor: Actor) -> None:
    """From now on that letter is the standard text again. Raises NotPermitted, NotPossible."""
    _lock(place, actor=actor)
    if not _end(place, actor=actor):
        raise NotPossible(_("This letter has the standard text already."))


def obstacles(place: Place, *, subject: str, body: str) -> list[str]:
    """Why these words cannot go into force: faults, and what the law demands and they lack."""
    pieces = pieces_of(place.kind, place.language)
    lacking = place.kind.parts - pieces.parts_in(body)
    links = pieces.needed_links() - set(names_in(body))
    return [
        *faults_in_words(subject, body, pieces),
        *(
            _("It does not say %(part)s (%(article)s). Add: %(names)s")
            % {
                "part": PART_NAMES[part][0],
                "article": PART_NAMES[part][1],
                "names": " / ".join(f"{{{{ {name} }}}}" for name in pieces.writers_of(part)),
            }
            for part in sorted(lacking)
        ),
        *(
            _("Nobody could answer without this: %(name)s") % {"name": f"{{{{ {name} }}}}"}
            for name in sorted(links)
        ),
    ]


def _end(place: Place, *, actor: Actor) -> bool:
    row = place.row(WordingState.IN_FORCE)
    if row is None:
        return False
    row.replace(at=now(), by_id=_id(actor))
    row.save()
    return True


def _lock(place: Place, *, actor: Actor) -> None:
    """One at a time for one organisation."""
    if not may(actor, Permission.WORD_LETTERS, controller_id=place.controller.pk):
        raise NotPermitted
    Controller.objects.select_for_update(no_key=True).get(pk=place.controller.pk)


def _id(actor: Actor) -> int:
    assert actor.id is not None, "only people word letters"
    return actor.id
