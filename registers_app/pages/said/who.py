"""Who decides, whom one may turn to, and who watches inside the house (GDPR Art. 13(1)(a)–(b))."""

from django.utils.translation import gettext as _

from registers_app.domain.countries import country_name
from registers_app.models import Regime
from registers_app.pages.blocks import Address, Block, Line, Look, Run
from registers_app.pages.content import Party
from registers_app.pages.said.telling import Telling
from registers_app.pages.words import business_id_name


def controller(telling: Telling) -> list[Block]:
    """The one controller, and its representative (GDPR Art. 27)."""
    party = telling.content.parties[0]
    return [_address(party, telling), *_representative(party, telling)]


def joint_controllers(telling: Telling) -> list[Block]:
    """All controllers, and what they have arranged between them (GDPR Art. 26)."""
    write, parties = telling.writer, telling.content.parties
    blocks: list[Block] = [
        write.paragraph(
            _("These organisations decide together why and how the data are used (Article 26).")
        )
    ]
    for party in parties:
        blocks += [_address(party, telling), *_representative(party, telling)]
    blocks.append(write.paragraph(_arranged(telling), _("You may turn to any of them.")))
    return blocks


def _arranged(telling: Telling) -> Line:
    """The essence of the arrangement (GDPR Art. 26(2)), or what of it the desk itself knows."""
    write, content = telling.writer, telling.content
    if content.arrangement.text:
        return write.line(content.arrangement)
    return write.sentence(
        _("By their arrangement, %(name)s answers requests on behalf of all of them."),
        name=write.run(content.parties[0].name, Look.NAME),
    )


def role(telling: Telling) -> list[Block]:
    """What a processor is, and who decides instead (GDPR Art. 28)."""
    write, party = telling.writer, telling.content.parties[0]
    told = write.sentence(
        _(
            "%(name)s processes these data on behalf of the organisations that are its clients "
            "(Article 28). The client is the controller: it decides which data are used, why, and "
            "on what lawful basis, and its own privacy notice tells you so."
        ),
        name=write.run(party.name, Look.NAME),
    )
    return [write.paragraph(told), _address(party, telling), *_representative(party, telling)]


def contact(telling: Telling) -> list[Block]:
    """Whom one may turn to: by their roles, and the organisation itself."""
    write, content = telling.writer, telling.content
    blocks: list[Block] = []
    if telling.holds:
        blocks.append(
            write.paragraph(
                _("Write to us about these data and about your rights, in your own words.")
            )
        )
    blocks += [
        Address(lines=[write.line(row.name, look=Look.STRONG), *_reach(row.email, row.phone)])
        for row in content.contacts
    ]
    told = {row.email for row in content.contacts}
    for party in content.parties:
        if content.contacts and party.email in told:
            continue
        head = [_name(party, telling)] if content.is_joint or content.contacts else []
        blocks.append(Address(lines=[*head, *_reach(party.email, party.phone)]))
    return blocks


def dpo(telling: Telling) -> list[Block]:
    """The data protection officers, by what they have let be known."""
    write, parties = telling.writer, telling.content.parties
    blocks: list[Block] = []
    for party in parties:
        if not party.has_dpo:
            continue
        lines = [_name(party, telling)] if len(parties) > 1 else []
        if party.dpo_name:
            lines.append(write.line(write.run(party.dpo_name, Look.STRONG)))
        if party.dpo_postal_address:
            lines.append(write.line(party.dpo_postal_address))
        blocks.append(Address(lines=[*lines, *_reach(party.dpo_email, party.dpo_phone)]))
    return blocks


def name(telling: Telling) -> list[Block]:
    """What the register is called."""
    return [telling.writer.paragraph(telling.content.name)]


def _address(party: Party, telling: Telling) -> Address:
    write = telling.writer
    lines = [_name(party, telling)]
    if party.business_id:
        label = business_id_name(telling.country)
        lines.append(write.line(f"{label}: {party.business_id}"))
    if party.postal_address:
        lines.append(write.line(party.postal_address))
    if len({each.country for each in telling.content.parties}) > 1:
        lines.append(write.line(country_name(party.country, telling.language)))
    if party.website:
        lines.append(write.line(write.run(party.website, href=party.website)))
    return Address(lines=lines)


def _representative(party: Party, telling: Telling) -> list[Block]:
    if not party.representative:
        return []
    write = telling.writer
    where = (
        _("Representative in the United Kingdom (Article 27)")
        if party.regime == Regime.UK
        else _("Representative in the European Union (Article 27)")
    )
    return [Address(lines=[write.line(where, look=Look.STRONG), write.line(party.representative)])]


def _name(party: Party, telling: Telling) -> Line:
    return telling.writer.line(telling.writer.run(party.name, Look.NAME))


def _reach(email: str, phone: str) -> list[Line]:
    lines: list[Line] = []
    if email:
        lines.append((Run(email, href=f"mailto:{email}"),))
    if phone:
        lines.append((Run(phone),))
    return lines
