"""Check that every published version still says what it said when it was published."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from registers_app.models import RegisterVersion, StepKind, VersionStep
from registers_app.selectors import published_versions
from registers_app.services.seal import is_whole


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A version that is not what was published, by controller, register and number."""

    name: str
    reason: str


def broken_versions() -> Iterator[Broken]:
    """Those that were changed past the desk.

    A version that was published before there were hashes has none, and no trail either.
    """
    published = VersionStep.objects.filter(version=OuterRef("pk"), step=StepKind.PUBLISH)
    versions = published_versions().select_related("register__controller")
    for version in versions.annotate(has_trail=Exists(published)).order_by("pk").iterator():
        if not version.content_hash:
            if version.has_trail or version.published_at:
                yield Broken(name=_name(version), reason="its hash is gone")
        elif not is_whole(version):
            yield Broken(name=_name(version), reason="it does not say what was published")


def _name(version: RegisterVersion) -> str:
    register = version.register
    return f"{register.controller.slug}/{register.slug} version {version.number}"
