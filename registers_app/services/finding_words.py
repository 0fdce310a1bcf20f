"""What the linter’s findings say to people, and the law they cite."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from registers_app.domain.lint.finding import Finding, Rule, Severity
from registers_app.services import finding_words_conduct, finding_words_content

SENTENCES: dict[str, str | Promise] = {
    **finding_words_content.SENTENCES,
    **finding_words_conduct.SENTENCES,
}
SEVERITY_WORDS: dict[Severity, str | Promise] = {
    Severity.ERROR: pgettext_lazy("a finding", "error"),
    Severity.WARNING: pgettext_lazy("a finding", "warning"),
    Severity.NOTE: pgettext_lazy("a finding", "note"),
}


def law_of(rule: Rule) -> str:
    """The articles and whatever else the rule rests on."""
    articles = gettext("GDPR Art. %(articles)s") % {"articles": rule.articles}
    return "; ".join(part for part in (rule.articles and articles, rule.beside) if part)


def as_line(finding: Finding) -> str:
    """One finding on one line: where, what was read there, what is wrong, by which law."""
    read = ", ".join(f"“{words}”" for words in finding.words)
    where = " ".join(part for part in (finding.place, read) if part)
    said = f"{SENTENCES[finding.code]} ({law_of(finding.rule)})"
    return f"{where}: {said}" if where else said


def as_lines(findings: Iterable[Finding]) -> str:
    """All of them, each on its line."""
    return "\n".join(as_line(finding) for finding in findings)
