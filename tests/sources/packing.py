"""Word documents and books for tests, packed from their parts."""

import io
import zipfile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def packed(members: dict[str, str | bytes]) -> bytes:
    """Return a ZIP archive, the same bytes whenever it is packed: they name tests, and workers compare names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def relations(*related: tuple[str, str, str]) -> str:
    """Return the relations of a part: id, kind and target; an address is outside of the package."""
    rows = "".join(
        f'<Relationship Id="{id}" Type="{RELATED}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for id, kind, target in related
    )
    return f'<?xml version="1.0"?><Relationships {PACKAGE}>{rows}</Relationships>'


def docx(body: str, doctype: str = "", **parts: str) -> bytes:
    """Return a document: `body` is what stands in w:body; further parts of the folder word by name."""
    kinds = [("r" + name, name, name + ".xml") for name in parts if name != "document"]
    document = f'<?xml version="1.0"?>{doctype}<w:document {WORD} xmlns:r="{RELATED}"><w:body>{body}</w:body></w:document>'
    return packed(
        {
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": relations(*kinds, ("rLink", "hyperlink", "https://a.b/c")),
            **{f"word/{name}.xml": text for name, text in parts.items()},
        }
    )


def epub(chapters: dict[str, str], metadata: str = "", rootfile: str = "OEBPS/book.opf") -> bytes:
    """Return a book of chapters by name, in the order given."""
    items = "".join(
        f'<item id="c{at}" href="{name}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in reversed(range(len(chapters))))
    package = f"<package><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": f'<container><rootfiles><rootfile full-path="{rootfile}"/></rootfiles></container>',
            "OEBPS/book.opf": package,
            **{f"OEBPS/{name}": text for name, text in chapters.items()},
        }
    )
