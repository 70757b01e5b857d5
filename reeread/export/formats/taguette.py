"""Taguette: a project that its server imports, as the SQLite file that it exports itself."""

from collections.abc import Iterator
from html import escape

from reeread.export.addresses import origin
from reeread.export.dossier import Dossier, Entry
from reeread.export.format import DEFAULTS, Format, Options, Shape, Statement
from reeread.export.xml_text import storable
from reeread.text.units import Unit, Units

SCHEMA = (
    "CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, created DATETIME NOT NULL,"
    " hashed_password VARCHAR(192), disabled BOOLEAN NOT NULL, password_set_date DATETIME, language VARCHAR(10),"
    " email VARCHAR(256) UNIQUE, email_sent DATETIME)",
    "CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL,"
    " description TEXT NOT NULL, created DATETIME NOT NULL)",
    "CREATE TABLE project_members (project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,"
    " user_login VARCHAR(30) NOT NULL REFERENCES users (login) ON DELETE CASCADE ON UPDATE CASCADE,"
    " privileges VARCHAR(11) NOT NULL, PRIMARY KEY (project_id, user_login))",
    "CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL,"
    " description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL,"
    " project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,"
    " text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL)",
    "CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL,"
    " user_login VARCHAR(30) NOT NULL REFERENCES users (login) ON UPDATE CASCADE,"
    " project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE, document_id INTEGER,"
    " payload TEXT NOT NULL)",
    "CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"
    " project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE, path VARCHAR(200) NOT NULL,"
    " description TEXT NOT NULL, UNIQUE (project_id, path))",
    "CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"
    " document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE, start_offset INTEGER NOT NULL,"
    " end_offset INTEGER NOT NULL, snippet TEXT NOT NULL)",
    "CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL REFERENCES highlights (id) ON DELETE CASCADE,"
    " tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE, PRIMARY KEY (highlight_id, tag_id))",
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
)
_REVISION = "db5e31a0233d"
"""Of the schema, as Taguette 1.5 names it; later ones upgrade it."""
_APPLICATION = 0x54677474
_NAME, _PATH, _LOGIN = 50, 200, "admin"
"""Longest names of documents and projects, longest paths of tags, and the one user of a server without accounts."""


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[Statement]:
    """Yield the statements that make the file; positions count the bytes of UTF-8.

    Each line of a text is a paragraph that holds its newline, so that the page's text is the body. Control characters,
    which Taguette refuses, stand as visible marks.
    """
    made = _time(dossier.made)
    yield Statement(f"PRAGMA application_id = {_APPLICATION}")
    yield from (Statement(sql) for sql in SCHEMA)
    yield Statement("INSERT INTO alembic_version VALUES (?)", (_REVISION,))
    yield Statement("INSERT INTO users (login, created, disabled) VALUES (?, ?, 0)", (_LOGIN, made))
    name = _cut(dossier.title, _NAME) or "reeread"
    yield Statement("INSERT INTO projects VALUES (1, ?, ?, ?)", (name, storable(dossier.scope), made))
    yield Statement("INSERT INTO project_members VALUES (1, ?, 'ADMIN')", (_LOGIN,))
    numbers = {tag.name: number for number, tag in enumerate(dossier.tags, 1)}
    for tag in dossier.tags:
        path = _cut(tag.name, _PATH)
        yield Statement(
            "INSERT INTO tags VALUES (?, 1, ?, ?)", (numbers[tag.name], path, storable(tag.meaning))
        )
    highlight = 0
    for document, entry in enumerate(dossier.entries, 1):
        yield _document(document, entry)
        units = Units(storable(entry.article.body), Unit.UTF8)
        for annotation in entry.standing:
            highlight += 1
            start, end = units.of(annotation.anchor.start), units.of(annotation.anchor.end)
            snippet = _paragraphs(annotation.anchor.exact)
            yield Statement(
                "INSERT INTO highlights VALUES (?, ?, ?, ?, ?)", (highlight, document, start, end, snippet)
            )
            for tag_name in annotation.tags:
                yield Statement("INSERT INTO highlight_tags VALUES (?, ?)", (highlight, numbers[tag_name]))


def _document(number: int, entry: Entry) -> Statement:
    briefing = entry.article.briefing
    return Statement(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, 1, 'LEFT_TO_RIGHT', ?)",
        (
            number,
            _cut(briefing.title, _NAME) or f"briefing {number}",
            storable(origin(briefing)),
            f"{briefing.id}.html",
            _time(briefing.added),
            _paragraphs(entry.article.body),
        ),
    )


def _paragraphs(text: str) -> str:
    lines = storable(text).split("\n")
    whole = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in whole)


def _cut(text: str, longest: int) -> str:
    line = storable(" ".join(text.split()))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _time(moment: str) -> str:
    """Return a time as SQLAlchemy writes it."""
    return f"{moment[:19].replace('T', ' ')}.000000"


FORMAT = Format(
    "taguette",
    ".sqlite3",
    Shape.DATABASE,
    "A project for Taguette, which imports such a file.",
    write,
    "Notes, authors, times of passages, blocks, grades, claims, orphans.",
)
