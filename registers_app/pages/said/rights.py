"""What the person may ask for, and how (GDPR Art. 13(2)(b)–(c), 21(4))."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from registers_app.domain.languages import Text
from registers_app.domain.rights import Right
from registers_app.pages.blocks import Block, Lines, Look, Panel, Paragraph, Subheading, Term, Terms
from registers_app.pages.rights import Objection, RightRow, objection_of, rights_of
from registers_app.pages.said.telling import Telling


def rights(telling: Telling) -> list[Block]:
    """Each right where the bases give it, objection apart from the others, and how to ask."""
    terms = Terms(terms=[_right(row, telling) for row in rights_of(telling.content)])
    objection = objection_of(telling.content)
    panel = [_objection(objection, telling)] if objection else []
    return [terms, *panel, *_how(telling)]


def client_rights(telling: Telling) -> list[Block]:
    """To whom a processor sends on what the person asks."""
    write = telling.writer
    first = write.paragraph(
        _(
            "The organisation that decides over the data answers your requests: for example the "
            "one whose customer, member or employee you are. Turn to it first."
        )
    )
    if telling.takes_requests:
        then = _(
            "If you do not know which one it is, you can send your request through us. We pass it "
            "on without delay and tell you when, and to whom."
        )
    else:
        then = _(
            "If you do not know which one it is, write to us. We pass your request on without "
            "delay and tell you when, and to whom."
        )
    return [first, write.paragraph(then), *telling.ask(_("Send a request through us"))]


def _right(row: RightRow, telling: Telling) -> Term:
    write = telling.writer
    blocks: list[Block] = [write.paragraph(row.words.explanation)]
    if row.only_for:
        words = _("You have this right where data are used for:")
        blocks += [_soft(words, telling), _names(row.only_for, telling)]
    if row.kept_for:
        words = _("What a law obliges us to keep is kept for as long as it does. That concerns:")
        blocks += [_soft(words, telling), _names(row.kept_for, telling)]
    name = write.line(row.words.name, write.run(row.words.article, Look.ARTICLE))
    ask = telling.ask(row.words.request, right=row.words.right.value, is_main=False)
    return Term(name=name, blocks=[*blocks, *ask])


def _objection(objection: Objection, telling: Telling) -> Panel:
    write = telling.writer
    blocks: list[Block] = []
    if objection.marketing:
        at_any_time = write.run(
            _(
                "You may object to direct marketing at any time, without giving a reason, and it "
                "stops."
            ),
            Look.STRONG,
        )
        concerns = write.paragraph(at_any_time, _("That concerns:"))
        blocks += [concerns, _names(objection.marketing, telling)]
    if objection.other:
        words = _(
            "On grounds that relate to your particular situation you may also object to use that "
            "rests on a legitimate interest or a public task. We then stop, unless we can show "
            "compelling grounds that override yours, or need the data for legal claims. That "
            "concerns:"
        )
        blocks += [write.paragraph(words), _names(objection.other, telling)]
    title = write.line(_("Right to object"), write.run(_("Article 21"), Look.ARTICLE))
    ask = telling.ask(_("Object to the use of your data"), right=Right.OBJECTION.value)
    return Panel(title=title, blocks=[*blocks, *ask])


def _how(telling: Telling) -> list[Block]:
    write = telling.writer
    if telling.takes_requests:
        ways = _("You may make a request here, by e-mail, by letter, by phone or in person.")
    else:
        ways = _("You may make a request by e-mail, by letter, by phone or in person.")
    terms = _(
        "It is free of charge and needs no particular form. We answer without undue delay, at the "
        "latest within one month. If the matter is complex we may take two months more; we then "
        "tell you so, and why, within the first month. We ask for proof of who you are only if "
        "there is reason to doubt it."
    )
    return [
        Subheading(line=write.line(_("How to use your rights"))),
        write.paragraph(ways, terms),
        *telling.ask(_("Make a request about these data")),
    ]


def _soft(words: str, telling: Telling) -> Paragraph:
    return telling.writer.paragraph(telling.writer.run(words, Look.SOFT))


def _names(rows: Iterable[Text], telling: Telling) -> Lines:
    return telling.writer.lines(rows)
