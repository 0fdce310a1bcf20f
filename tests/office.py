"""Small office files as the programs write them, with everything that hides in such files."""

from email.message import EmailMessage
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.files import a_picture

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OF = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta")
)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
HER, HIM = "Maija Meikäläinen", "Matti Virtanen"
# A name for each place in which somebody else may hide.
HIDING = (
    "Author",
    "Changer",
    "Company",
    "Deleter",
    "Commenter",
    "Header",
    "Footer",
    "Footnote",
    "Alt",
    "Vanished",
    "Mailto",
    "Custom",
    "Thumb",
)
SHEET_HIDING = (
    "Author",
    "Changer",
    "Company",
    "Custom",
    "Thumb",
    "Commenter",
    "Threaded",
    "Sheet",
    "Row",
    "Column",
    "Unused",
    "Formula",
    "Cached",
    "Pivot",
    "Linked",
    "Header",
    "Drawn",
    "Defined",
    "Phonetic",
)


def others(*places: str) -> list[str]:
    """The names that :func:`a_docx` and :func:`an_xlsx` hide."""
    return [f"Other{place} Virtanen" for place in places]


def _other(place: str) -> str:
    (name,) = others(place)
    return name


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file of these."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def _relations(*each: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{OF}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for key, kind, target in each
    )
    return f'<Relationships xmlns="{RELS}">{rows}</Relationships>'


def _properties() -> dict[str, str | bytes]:
    return {
        "docProps/core.xml": f"<p {DC}><dc:creator>{_other('Author')}</dc:creator>"
        f"<lastModifiedBy>{_other('Changer')}</lastModifiedBy></p>",
        "docProps/app.xml": f"<p><Company>{_other('Company')}</Company><Pages>1</Pages></p>",
        "docProps/custom.xml": f"<p><x><lpwstr>{_other('Custom')}</lpwstr></x></p>",
        "docProps/thumbnail.jpeg": _other("Thumb"),
    }


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@cache
def a_docx(body: str = "") -> bytes:
    """A letter about two people, edited by many more."""
    body = body or (
        f"<w:p>{_run(HER + ' ordered.')}</w:p>"
        f"<w:p>{_run('Matti ')}{_run('Virta')}{_run('nen complained about ' + HER + '.')}"
        f'<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        f'<w:p><w:ins w:author="{_other("Changer")}">{_run("It was added.")}</w:ins>'
        f'<w:del w:author="{_other("Deleter")}"><w:r><w:delText>Ask {_other("Deleter")}.'
        f"</w:delText></w:r></w:del></w:p>"
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{_other('Vanished')}</w:t></w:r></w:p>"
        f'<w:p><w:hyperlink r:id="m1">{_run("Write")}</w:hyperlink>'
        f'<w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" name="p" descr="{_other("Alt")}"/>'
        f"</w:drawing></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{_run('Name')}</w:p></w:tc><w:tc><w:p>{_run('Says')}</w:p>"
        f"</w:tc></w:tr><w:tr><w:tc><w:p>{_run(HIM)}</w:p></w:tc>"
        f"<w:tc><w:p>{_run('no')}</w:p></w:tc></w:tr></w:tbl>"
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relations(
                ("m1", "hyperlink", f"mailto:{_other('Mailto')}")
            ),
            "word/comments.xml": f'<w:comments {W}><w:comment w:author="{_other("Commenter")}">'
            f"<w:p>{_run('Difficult, says ' + HIM)}</w:p></w:comment></w:comments>",
            "word/header1.xml": f"<w:hdr {W}><w:p>{_run(_other('Header'))}</w:p></w:hdr>",
            "word/footer1.xml": f"<w:ftr {W}><w:p>{_run(_other('Footer'))}</w:p></w:ftr>",
            "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">'
            f"<w:p>{_run(_other('Footnote'))}</w:p></w:footnote></w:footnotes>",
            "word/media/image1.png": a_picture(),
            **_properties(),
        }
    )


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


@cache
def an_xlsx() -> bytes:
    """A list about several people, with a hidden sheet, row and column."""
    shared = (
        f"<sst {S}><si><t>{HER}</t></si><si><r><t>Matti </t></r><r><t>Virtanen</t></r>"
        f"<rPh><t>{_other('Phonetic')}</t></rPh></si><si><t>{_other('Unused')}</t></si></sst>"
    )
    first = (
        f'<worksheet {S}><cols><col min="3" max="3" hidden="1"/></cols><sheetData>'
        f'<row r="1">{_cell("A1", "Name")}{_cell("B1", "Born")}{_cell("C1", "Note")}</row>'
        f'<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>25569</v></c></row>'
        f'<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>7.5</v></c>'
        f"{_cell('C3', _other('Column'))}</row>"
        f'<row r="4" hidden="1">{_cell("A4", _other("Row"))}</row>'
        f'<row r="6"><c r="A6" t="str"><f>"{_other("Formula")}"&amp;A3</f>'
        f"<v>{_other('Cached')}</v></c>{_cell('B6', '=1+1')}</row></sheetData>"
        f"<headerFooter><oddHeader>&amp;L{_other('Header')}</oddHeader></headerFooter></worksheet>"
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="Orders" r:id="s1"/>'
            f'<sheet name="{_other("Sheet")}" state="veryHidden" r:id="s2"/></sheets>'
            f'<definedNames><definedName name="x">"{_other("Defined")}"</definedName>'
            f"</definedNames></workbook>",
            "xl/_rels/workbook.xml.rels": _relations(
                ("s1", "worksheet", "worksheets/sheet1.xml"),
                ("s2", "worksheet", "/xl/worksheets/sheet2.xml"),
            ),
            "xl/worksheets/sheet1.xml": first,
            "xl/worksheets/sheet2.xml": f"<worksheet {S}><sheetData><row>"
            f"{_cell('A1', HIM)}</row></sheetData></worksheet>",
            "xl/sharedStrings.xml": shared,
            "xl/styles.xml": f'<styleSheet {S}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
            "</cellXfs></styleSheet>",
            "xl/comments1.xml": f"<comments {S}><authors><author>{_other('Commenter')}</author>"
            f'</authors><commentList><comment ref="A2" authorId="0"><text><r><t>Pays late, says '
            f"{HIM}</t></r></text></comment></commentList></comments>",
            "xl/threadedComments/threadedComment1.xml": "<ThreadedComments><threadedComment "
            'ref="A3" personId="p"><text>Yes</text></threadedComment></ThreadedComments>',
            "xl/persons/person.xml": f'<personList><person id="p" displayName="'
            f'{_other("Threaded")}"/></personList>',
            "xl/drawings/drawing1.xml": f'<d xmlns:a="urn:a"><a:t>{_other("Drawn")}</a:t></d>',
            "xl/pivotCache/pivotCacheRecords1.xml": f'<r><s v="{_other("Pivot")}"/></r>',
            "xl/externalLinks/externalLink1.xml": f"<l><v>{_other('Linked')}</v></l>",
            "xl/media/image1.png": a_picture(),
            **_properties(),
        }
    )


@cache
def an_odt() -> bytes:
    """A text with a comment, a tracked deletion and a table."""
    said = (
        f"<text:tracked-changes><text:changed-region><text:deletion><office:change-info>"
        f"<dc:creator>{HIM}</dc:creator></office:change-info><text:p>Away with {HIM}</text:p>"
        f"</text:deletion></text:changed-region></text:tracked-changes>"
        f'<text:h>{HER}</text:h><text:p>Of<text:s text:c="2"/><text:span>Matti Virta</text:span>'
        f"nen<office:annotation><dc:creator>{HIM}</dc:creator><text:p>Hm.</text:p>"
        f"</office:annotation> too.</text:p><table:table><table:table-row><table:table-cell>"
        f"<text:p>A</text:p></table:table-cell><table:table-cell><text:p>{HIM}</text:p>"
        f"</table:table-cell></table:table-row></table:table>"
    )
    return _open_document("text", f"<office:text>{said}</office:text>")


@cache
def an_ods() -> bytes:
    """A table with rows that stand for many, a hidden row and a hidden sheet."""
    row = (
        f"<table:table-row><table:table-cell><text:p>{HER}</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/><table:table-cell>'
        "<text:p>7</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1000"/>'
        f'<table:table-row table:visibility="collapse"><table:table-cell><text:p>{HIM}</text:p>'
        "</table:table-cell></table:table-row>"
    )
    hiding = (
        '<office:automatic-styles><style:style style:name="ta2"><style:table-properties '
        'table:display="false"/></style:style></office:automatic-styles>'
    )
    sheets = (
        f'<office:spreadsheet><table:table table:name="Orders">{row}</table:table>'
        '<table:table table:name="Pay" table:style-name="ta2"><table:table-row><table:table-cell>'
        f"<text:p>{HIM}</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet>"
    )
    return _open_document("spreadsheet", sheets, styles=hiding)


def _open_document(kind: str, body: str, *, styles: str = "") -> bytes:
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {ODF} {DC}>{styles}<office:body>{body}"
            "</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {ODF} {DC}><office:meta><dc:creator>"
            f"{HIM}</dc:creator></office:meta></office:document-meta>",
        }
    )


@cache
def an_eml() -> bytes:
    """A mail in which nothing can be read as it stands: all of it is encoded."""
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{HIM} <matti@example.fi>", "desk@example.fi"
    mail["Date"], mail["Subject"] = "Tue, 3 Mar 2026 10:00:00 +0200", f"About {HER}"
    mail.set_content(f"{HER} ordered.\n{HIM} complained.\n", cte="base64")
    mail.add_attachment(b"secret", maintype="application", subtype="x", filename=f"{HIM}.bin")
    return mail.as_bytes()
