"""UIMA CAS as XMI: a file for each briefing, and the type system beside them."""

from collections.abc import Iterator

from reeread.export import cas
from reeread.export.dossier import Dossier, Entry
from reeread.export.format import DEFAULTS, Format, Options, Page, Shape
from reeread.export.xml_text import content, value

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OPEN = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
    ' xmlns:reeread="http:///reeread.ecore" xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n'
)


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[Page]:
    """Yield TypeSystem.xml and an .xmi for each briefing; positions count UTF-16 code units, as UIMA does."""
    yield Page("TypeSystem.xml", "".join(_types()))
    for entry in dossier.entries:
        yield Page(f"{cas.name(entry)}.xmi", "".join(_document(entry)))


def _document(entry: Entry) -> Iterator[str]:
    yield f"{_HEAD}{_OPEN}"
    members = []
    for number, one in enumerate(cas.structures(entry), 2):
        members.append(str(number))
        plain = "".join(
            f" {name}={value(said)}" for name, said in one.features.items() if isinstance(said, str) and said
        )
        kind = one.type.partition(".")[2]
        yield f'<reeread:{kind} xmi:id="{number}" sofa="1" begin="{one.begin}" end="{one.end}"{plain}>'
        for name, said in one.features.items():
            if isinstance(said, tuple):
                yield from (f"<{name}>{content(each)}</{name}>" for each in said)
        yield f"</reeread:{kind}>\n"
    yield (
        f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="{cas.VIEW}" mimeType="text/plain"'
        f" sofaString={value(cas.text(entry))}/>\n"
    )
    yield f'<cas:View sofa="1" members="{" ".join(members)}"/>\n</xmi:XMI>\n'


def _types() -> Iterator[str]:
    yield _HEAD
    yield '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>\n'
    for name, features in cas.TYPES.items():
        yield f"<typeDescription><name>{name}</name><description/><supertypeName>{cas.ANNOTATION}</supertypeName><features>\n"
        for feature, kind in features.items():
            single = (
                "<multipleReferencesAllowed>false</multipleReferencesAllowed>" if kind == cas.STRINGS else ""
            )
            yield (
                f"<featureDescription><name>{feature}</name><description/>"
                f"<rangeTypeName>{kind}</rangeTypeName>{single}</featureDescription>\n"
            )
        yield "</features></typeDescription>\n"
    yield "</types></typeSystemDescription>\n"


FORMAT = Format(
    "cas-xmi",
    "",
    Shape.FOLDER,
    "A folder of UIMA CAS as XMI with their type system, for INCEpTION and language processing.",
    write,
    "The codebook's meanings, grades, claims, orphans.",
)
