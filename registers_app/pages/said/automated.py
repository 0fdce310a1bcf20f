"""Automated decisions and profiling (GDPR Art. 13(2)(f), 22)."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registers_app.domain.languages import Text
from registers_app.domain.rights import Right
from registers_app.pages.blocks import Block, Line, Look, Paragraph, Term, Terms
from registers_app.pages.content import AutomationRow
from registers_app.pages.said.telling import Telling


def automated(telling: Telling) -> list[Block]:
    """Whether a machine decides alone, how it works, what that means, and what one may do."""
    write, content = telling.writer, telling.content
    blocks: list[Block] = []
    if content.decides_by_machine is not None:
        blocks.append(write.paragraph(_machine(content.decides_by_machine)))
    if content.automated.text or not (blocks or content.automations):
        blocks += telling.told(content.automated)
    if content.automations:
        blocks.append(Terms(terms=[_term(row, telling) for row in content.automations]))
    if telling.holds and not content.is_processor:
        blocks += _rights(telling)
    return blocks


def _machine(decides: bool) -> str:
    if decides:
        return _("Some decisions that matter greatly to people are made by a machine alone.")
    return _("No decisions that matter greatly to people are made by a machine alone.")


def _rights(telling: Telling) -> list[Block]:
    words = _(
        "Should a decision that matters greatly to you ever be made by a machine alone, you may "
        "have a human look at it, say how you see it, and contest it (Article 22)."
    )
    blocks: list[Block] = [telling.writer.paragraph(words)]
    content = telling.content
    if content.decides_by_machine or any(row.decides_alone for row in content.automations):
        right = Right.AUTOMATED_DECISION.value
        blocks += telling.ask(_("Have a human look at a decision"), right=right, is_main=False)
    return blocks


def _term(row: AutomationRow, telling: Telling) -> Term:
    write = telling.writer
    blocks: list[Block] = []
    if row.decides_alone:
        alone = _("Decides alone, with legal effect or one that matters as much.")
        blocks.append(write.paragraph(write.run(alone, Look.STRONG)))
    ground = write.listed(each for each in (capfirst(row.ground), row.act) if str(each))
    told: list[tuple[str, Text | Line]] = [
        (_("What allows it:"), ground),
        (_("How it works:"), row.logic),
        (_("What it means for you:"), row.consequences),
        (_("What it is used for:"), telling.named(row.purposes, telling.purposes)),
    ]
    blocks += [_labelled(label, said, telling) for label, said in told if _is_said(said)]
    return Term(name=write.line(row.name), blocks=blocks)


def _labelled(label: str, said: Text | Line, telling: Telling) -> Paragraph:
    return telling.writer.paragraph(telling.writer.run(label, Look.SOFT), said)


def _is_said(said: Text | Line) -> bool:
    return bool(said.text) if isinstance(said, Text) else bool(said)
