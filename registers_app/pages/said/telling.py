"""What every section of a notice is told from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from registers_app.domain.languages import Text
from registers_app.models import Regime
from registers_app.pages.addresses import form_address
from registers_app.pages.blocks import Action, Block, Line, Paragraph, Writer
from registers_app.pages.content import Content
from registers_app.pages.history import Dated, Standing


@dataclass(frozen=True, kw_only=True)
class Telling:
    """A version's content, how it stands today, and the language in which it is told."""

    content: Content
    language: str
    dated: Dated
    history: Sequence[Dated]

    @cached_property
    def writer(self) -> Writer:
        """Writes the lines of this notice."""
        return Writer(self.language)

    @property
    def holds(self) -> bool:
        """Whether the version says what is, or will be; a former one says what was."""
        return self.dated.standing is not Standing.FORMER

    @property
    def takes_requests(self) -> bool:
        """Whether a request can be made from here: the desk is open, and the version holds."""
        holds = self.dated.standing in (Standing.IN_FORCE, Standing.COMING)
        return self.content.register.controller.is_open and holds

    @property
    def is_british(self) -> bool:
        """Whether the law of the United Kingdom applies."""
        return self.content.register.controller.regime == Regime.UK

    @property
    def country(self) -> str:
        """The country whose customs the notice follows."""
        return self.content.register.controller.country

    @cached_property
    def purposes(self) -> Mapping[str, Text]:
        """What each purpose is called, by its key."""
        return {row.key: row.name for row in self.content.purposes}

    @cached_property
    def data(self) -> Mapping[str, Text]:
        """What each category of data is called, by its key."""
        return {row.key: row.name for row in self.content.data}

    def ask(self, words: str | Promise, *, right: str = "", is_main: bool = True) -> list[Block]:
        """The way into the form, with this register chosen; none where no request is taken."""
        if not self.takes_requests:
            return []
        href = form_address(self.content.register, right=right)
        return [Action(words=str(words), href=href, is_main=is_main)]

    def told(self, text: Text) -> list[Block]:
        """A text of the register, or that there is none."""
        return [self.writer.paragraph(text) if text.text else self.unsaid()]

    def unsaid(self) -> Paragraph:
        """That the version says nothing where the law wants something said."""
        return self.writer.hint(_("This version does not say."))

    def named(self, keys: Iterable[str], names: Mapping[str, Text]) -> Line:
        """One line with what *keys* name."""
        return self.writer.listed((names[key] for key in keys if key in names), between="; ")
