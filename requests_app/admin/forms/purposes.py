"""Fields for what becomes of each purpose: only what the law leaves open for its basis.

The ground of what is kept, its facts and until when stand beside the purpose they are about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import translation
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.domain.languages import pick
from registers_app.domain.lawful_basis import ARTICLES, LawfulBasis
from registers_app.models import Purpose
from requests_app.admin.forms.grounds import GroundsForm, few_lines, law_field, name_of
from requests_app.admin.forms.result_words import result_words
from requests_app.domain.grounds import (
    GROUNDS_OF,
    OF_THE_WHOLE,
    RESTING_ON_A_LAW,
    RefusalGround,
)
from requests_app.domain.purposes import (
    DECIDED_BY_PURPOSE,
    ItemResult,
)
from requests_app.domain.rights import Right
from requests_app.models import (
    LONGEST_LAW,
    GroundChoice,
    Outcome,
    TaskKind,
    TaskState,
    bases_of,
    needs_note,
    results_open_to,
    statutory_retention,
)
from requests_app.services.decide import Ground, Item
from requests_app.written import reader_language

KEPT = ItemResult.KEPT.value
LONGEST_UNTIL = 300
KEPT_PARTS = ("ground", "law", "facts", "until")


@dataclass(frozen=True, kw_only=True)
class PurposeFields:
    """One purpose with what can become of it."""

    name: str
    register: str
    bases: str
    is_direct_marketing: bool
    result: BoundField
    note: BoundField
    kept: Sequence[BoundField]
    is_open: bool


class PurposesForm(GroundsForm):
    """A decision purpose by purpose, where the right asks for one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.right = Right(self.case.right)
        self.by_purpose = self.purposes if self.right in DECIDED_BY_PURPOSE else []
        for purpose in self.by_purpose:
            self._add_fields(purpose)

    @property
    def grounds_title(self) -> str:  # type: ignore[override]
        """What stands beside a purpose needs no second place."""
        return _text("Further grounds") if self.by_purpose else _text("Grounds")

    @property
    def grounds_are_folded(self) -> bool:  # type: ignore[override]
        """Where purposes are decided, a ground of its own is rare."""
        return bool(self.by_purpose)

    def purpose_fields(self) -> list[PurposeFields]:
        """The fields, purpose by purpose."""
        return [self._fields_of(purpose) for purpose in self.by_purpose]

    def plain_fields(self) -> list[BoundField]:
        """All other fields."""
        own = {bound.name for each in self.purpose_fields() for bound in _all_of(each)}
        return [bound for bound in super().plain_fields() if bound.name not in own]

    def open_to(self, purpose: Purpose) -> tuple[ItemResult, ...]:
        """What the law leaves open for the purpose, the most usual first."""
        return results_open_to(purpose, self.right)

    def clean(self) -> dict[str, Any]:
        """What is kept has its ground; the outcome and the purposes say the same."""
        cleaned = super().clean() or {}
        for purpose in self.by_purpose:
            self._clean_purpose(purpose)
        if not self.errors:
            self._clean_outcome(Outcome(cleaned["outcome"]))
        return cleaned

    def items(self) -> list[Item]:
        """What becomes of each purpose."""
        if self.cleaned_data.get("outcome") == Outcome.NO_DATA:
            return []
        return [
            Item(
                purpose_id=purpose.pk,
                result=ItemResult(self.cleaned_data[f"result_{purpose.pk}"]),
                note=self.cleaned_data.get(f"note_{purpose.pk}", ""),
            )
            for purpose in self.by_purpose
        ]

    def grounds(self) -> list[Ground]:
        """The grounds of what is kept, then the further ones."""
        kept = [self._kept(row) for row in self.by_purpose if self._result(row) == KEPT]
        return [*(ground for ground in kept if ground), *super().grounds()]

    def _add_fields(self, purpose: Purpose) -> None:
        words = result_words(self.right)
        open_to = self.open_to(purpose)
        self.fields[f"result_{purpose.pk}"] = forms.ChoiceField(
            label=_("What becomes of it?"),
            choices=[(result.value, words[result]) for result in open_to],
            widget=forms.RadioSelect,
            initial=self._first_choice(open_to),
            required=False,
        )
        self.fields[f"note_{purpose.pk}"] = few_lines(
            _("Note (optional)"), _("For the record; the person does not read this.")
        )
        if self._must_explain(purpose, ItemResult.MET):
            self.fields[f"note_{purpose.pk}"].label = _("Note")
            self.fields[f"note_{purpose.pk}"].help_text = _(
                "A law obliges you to keep these data. If you erase them all the same, say why "
                "you may."
            )
        if ItemResult.KEPT not in open_to:
            return
        self.fields[f"kept_ground_{purpose.pk}"] = forms.ChoiceField(
            label=_("On which ground?"),
            required=False,
            choices=[("", _("choose a ground")), *self._kept_grounds()],
        )
        self.fields[f"kept_facts_{purpose.pk}"] = few_lines(
            _("The facts it rests on"), _("The person reads this: which data, which law, why.")
        )
        if any(code in RESTING_ON_A_LAW for code in GROUNDS_OF[self.right]):
            self.fields[f"kept_law_{purpose.pk}"] = law_field()
            self.initial[f"kept_law_{purpose.pk}"] = self._law_of(purpose)
        if self.right is not Right.PORTABILITY:
            until = forms.CharField(
                label=_("Until when?"), required=False, max_length=LONGEST_UNTIL
            )
            until.help_text = _("The person reads this: a day, or the event that ends it.")
            self.fields[f"kept_until_{purpose.pk}"] = until
            self.initial[f"kept_until_{purpose.pk}"] = self._law_until(purpose)

    def _first_choice(self, open_to: Sequence[ItemResult]) -> str | None:
        """Chosen beforehand where nothing is weighed: a duty to stop, or one way only."""
        if self.case.knows_no_month or len(open_to) == 1:
            return open_to[0].value
        return None

    def _kept_grounds(self) -> list[tuple[str, Any]]:
        return [
            (code.value, GroundChoice(code.value).label)
            for code in GROUNDS_OF[self.right]
            if code not in OF_THE_WHOLE
        ]

    def _fields_of(self, purpose: Purpose) -> PurposeFields:
        names = [f"kept_{part}_{purpose.pk}" for part in KEPT_PARTS]
        kept = [self[name] for name in names if name in self.fields]
        bases = sorted(bases_of(purpose), key=list(LawfulBasis).index)
        labels = {row.basis: str(row.get_basis_display()) for row in purpose.bases.all()}
        return PurposeFields(
            name=name_of(purpose),
            register=purpose.version.register.name_in(reader_language()).text,
            bases=", ".join(f"{labels[base.value]} ({ARTICLES[base]})" for base in bases),
            is_direct_marketing=purpose.is_direct_marketing,
            result=self[f"result_{purpose.pk}"],
            note=self[f"note_{purpose.pk}"],
            kept=kept,
            is_open=any(bound.errors or bound.value() != bound.initial for bound in kept),
        )

    def _result(self, purpose: Purpose) -> str:
        return str(self.cleaned_data.get(f"result_{purpose.pk}") or "")

    def _must_explain(self, purpose: Purpose, result: ItemResult) -> bool:
        return needs_note(purpose, self.right, result)

    def _clean_purpose(self, purpose: Purpose) -> None:
        result = self._result(purpose)
        if self.cleaned_data.get("outcome") == Outcome.NO_DATA and not result:
            return
        if not result:
            if not self.has_error(f"result_{purpose.pk}"):
                self.add_error(f"result_{purpose.pk}", _text("Say what becomes of this purpose."))
            return
        if result == KEPT:
            self._clean_kept(purpose)
        elif any(
            self.cleaned_data.get(f"kept_{part}_{purpose.pk}") for part in ("ground", "facts")
        ):
            self.add_error(
                f"result_{purpose.pk}",
                _text(
                    "You named a ground but do not keep anything: choose that it is kept, or "
                    "leave the ground empty."
                ),
            )
        if self._must_explain(purpose, ItemResult(result)) and not self.cleaned_data.get(
            f"note_{purpose.pk}"
        ):
            self.add_error(
                f"note_{purpose.pk}",
                _text("A law obliges you to keep these data: say why you may erase them."),
            )

    def _clean_kept(self, purpose: Purpose) -> None:
        needed = {
            "ground": _text("What is kept needs its ground."),
            "facts": _text("What is kept needs the facts of its ground."),
        }
        if self.right is Right.ERASURE:
            needed["until"] = _text("Say until when it is kept.")
        if self.cleaned_data.get(f"kept_ground_{purpose.pk}") in RESTING_ON_A_LAW:
            needed["law"] = _text("This ground rests on a law: name the act and its section.")
        for part, sentence in needed.items():
            name = f"kept_{part}_{purpose.pk}"
            if not self.cleaned_data.get(name) and not self.has_error(name):
                self.add_error(name, sentence)

    def _clean_outcome(self, outcome: Outcome) -> None:
        results = {self._result(purpose) for purpose in self.by_purpose} - {""}
        if outcome == Outcome.PARTIAL:
            self.require_reasons(grounds=self.grounds())
        elif outcome != Outcome.NO_DATA and self.grounds():
            self.add_error("outcome", _text("Something is kept: then it is granted in part."))
        elif outcome == Outcome.NO_DATA and self._something_was_found():
            self.add_error("outcome", _text("A data system holds data about the person."))
        if not self.by_purpose or self.errors:
            return
        is_met = ItemResult.MET.value in results
        if outcome in (Outcome.GRANTED, Outcome.PARTIAL) and not is_met:
            self.add_error("outcome", _nothing_met(results, right=self.right))
        elif outcome in (Outcome.NO_DATA, Outcome.NOT_APPLICABLE) and results & {"met", KEPT}:
            self.add_error("outcome", _text("You chose for a purpose that something is done."))

    def _something_was_found(self) -> bool:
        found = self.case.tasks.filter(kind=TaskKind.SEARCH, state=TaskState.DONE)
        return found.exists()

    def _kept(self, purpose: Purpose) -> Ground | None:
        code = self.cleaned_data.get(f"kept_ground_{purpose.pk}")
        facts = self.cleaned_data.get(f"kept_facts_{purpose.pk}")
        if not code or not facts:
            return None
        if until := self.cleaned_data.get(f"kept_until_{purpose.pk}"):
            with translation.override(self.case.submission.language):
                facts = _text("%(facts)s Until when: %(until)s.") % {
                    "facts": facts,
                    "until": until.rstrip("."),
                }
        return Ground(
            code=RefusalGround(code),
            facts=facts,
            purpose_id=purpose.pk,
            law=self._law_typed(purpose) if code in RESTING_ON_A_LAW else "",
        )

    def _law_typed(self, purpose: Purpose) -> str:
        return str(self.cleaned_data.get(f"kept_law_{purpose.pk}") or "")

    def _law_of(self, purpose: Purpose) -> str:
        """The acts that the register names, in the words that the person will read."""
        acts = [self._read(row.legal_acts) for row in statutory_retention(purpose)]
        acts += [self._read(row.legal_acts) for row in purpose.bases.all()]
        return "; ".join(dict.fromkeys(act for act in acts if act))[:LONGEST_LAW]

    def _law_until(self, purpose: Purpose) -> str:
        """How long the law demands, as the register says it."""
        rules = statutory_retention(purpose)
        return "; ".join(self._read(rule.names) for rule in rules)[:LONGEST_UNTIL]

    def _read(self, texts: dict[str, str]) -> str:
        return pick(texts, language=self.case.submission.language).text


def _all_of(each: PurposeFields) -> list[BoundField]:
    return [each.result, each.note, *each.kept]


def _nothing_met(results: set[str], *, right: Right) -> str:
    if results == {ItemResult.NOT_HELD.value}:
        return _text("Nothing is held for any purpose: choose that no data are held.")
    if right is Right.CONSENT_WITHDRAWAL:
        return _text("Nothing rests on consent: choose that it is not applicable.")
    return _text("Nothing is done for any purpose: refuse the request instead.")
