"""The rows of a new library, put together from the shards of a damaged one, so that everything points to something."""

import hashlib
import json
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from reeread.model.body import Block, BlockKind
from reeread.model.columns import Blocks
from reeread.store import bodies, highlights
from reeread.store.ids import Uuid7
from reeread.store.last_words import LastWords, is_whole, loaded
from reeread.store.pages import Value
from reeread.store.shards import Record, Shards

LOST = "[The text of this briefing was lost. Below stand the passages of it that were marked.]"
_GREY = "#999999"
ORDER = (
    "authors", "stacks", "tags", "briefings", "versions", "bodies", "sources", "highlights", "stack_briefings",
    "decisions", "annotations", "annotation_tags", "claims", "claim_passages", "searches", "events",
)  # fmt: skip
"""The tables in which something stands, each behind those that it points to."""


class Mosaic:
    """The rows of the new library, put together from the shards of the old."""

    def __init__(self, shards: Shards) -> None:
        self.tables: dict[str, list[Record]] = {name: shards.rows(name) for name in ORDER}
        self.lost: list[str] = []
        self.restored: list[str] = []
        self._indexes = shards.indexes
        self._new_id = Uuid7()
        self._log = LastWords(self.tables["events"])
        self._texts: dict[int, str] = {}
        self._titles: dict[int, str] = {}

    def mend(self) -> None:
        """Let everything point to something."""
        self._people()
        self._briefings()
        self._annotations()
        self._stand_ins()
        self._places()
        self._tags()
        self._rest()

    def _by_id(self, table: str) -> dict[int, Record]:
        return {_int(one["id"]): one for one in self.tables[table]}

    def _indexed(self, index: str, row: int) -> str:
        """Return what an index that SQLite made for a table has for a row, "" for nothing."""
        return str(self._indexes.get(f"sqlite_autoindex_{index}", {}).get(row, ""))

    def _people(self) -> None:
        """Let every author that is pointed to have a name."""
        known = self._by_id("authors")
        asked = {
            _int(one["author_id"])
            for table in ("annotations", "decisions", "claims", "searches", "events")
            for one in self.tables[table]
        }
        taken = {one["name"] for one in known.values()}
        for row in sorted(asked - known.keys()):
            name = self._indexed("authors_1", row) or self._log.authors.get(row, "")
            if not name or name in taken:
                name = f"unknown {row}"
                self.lost.append(f"The name of author {row} is lost: it is “{name}” now.")
            else:
                self.restored.append(f"The author “{name}” came back from an index, or the log.")
            taken.add(name)
            self.tables["authors"].append({"id": row, "name": name})

    def _briefings(self) -> None:
        """Let every version have its briefing and every briefing its version."""
        versions, briefings = self._by_id("versions"), self._by_id("briefings")
        for row in sorted({_int(one["briefing_id"]) for one in versions.values()} - briefings.keys()):
            own = [one for one in versions.values() if one["briefing_id"] == row]
            latest = max(own, key=lambda one: _int(one["number"]))
            uuid = self._log.briefings.get(row) or self._indexed("briefings_1", row) or self._new_id()
            briefings[row] = {
                "id": row, "uuid": uuid, "source": latest["address"] or latest["title"],
                "added": latest["made"], "version_id": latest["id"],
            }  # fmt: skip
            self.restored.append(
                f"Briefing {uuid} was put together from its text: where it came from is lost."
            )
        for row, uuid in self._log.briefings.items():
            if row not in briefings and self._log.marks_on(uuid):
                version = max([0, *versions, *(_int(one["version_id"]) for one in briefings.values())]) + 1
                briefings[row] = {
                    "id": row,
                    "uuid": uuid,
                    "source": "",
                    "added": self._log.first,
                    "version_id": version,
                }
                self.lost.append(f"Briefing {uuid} is lost, but for the passages of it that were marked.")
        for row, one in briefings.items():
            if _int(one["version_id"]) not in versions:
                own = [v for v in versions.values() if v["briefing_id"] == row]
                if own:
                    one["version_id"] = max(own, key=lambda v: _int(v["number"]))["id"]
                    self.lost.append(
                        f"The newest version of briefing {one['uuid']} is lost; an older one shows."
                    )
                    continue
                versions[_int(one["version_id"])] = _version(row, _int(one["version_id"]), str(one["added"]))
                self.restored.append(
                    f"What was known of the text of briefing {one['uuid']} is lost, but for the text."
                )
        gone = [uuid for row, uuid in self._log.briefings.items() if row not in briefings]
        self.lost += [f"Briefing {uuid} is lost." for uuid in gone]
        self.tables["briefings"] = [briefings[row] for row in sorted(briefings)]
        self.tables["versions"] = [versions[row] for row in sorted(versions)]
        self._read(versions)

    def _read(self, versions: dict[int, Record]) -> None:
        """Read the texts, and leave out those that are not what came in."""
        kept = []
        for one in self.tables["bodies"]:
            version = versions.get(_int(one["version_id"]))
            text = _text(one)
            if version is None or text is None:
                continue
            if version["sha256"] == b"" and not version["title"]:
                first = next((line.strip() for line in text.split("\n") if line.strip()), "")
                version |= _counted(text) | {"title": first[:200], "title_derived": 1}
            elif hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() != version["sha256"]:
                continue
            kept.append(one)
            self._texts[_int(one["version_id"])] = text
        self.tables["bodies"] = kept

    def _annotations(self) -> None:
        """Take annotations from their table, else from the log; the later of the two counts."""
        briefings = {one["uuid"]: one for one in self.tables["briefings"]}
        numbers = {(one["briefing_id"], one["number"]): one["id"] for one in self.tables["versions"]}
        authors = {one["name"]: one["id"] for one in self.tables["authors"]}
        there = self._by_id("briefings")
        kept: dict[Value, Record] = {}
        for one in self.tables["annotations"]:
            if self._log.is_gone(str(one["uuid"])):
                continue
            if _int(one["briefing_id"]) in there:
                kept[one["uuid"]] = one
        last = max([0, *(_int(one["id"]) for one in self.tables["annotations"])])
        for uuid, state in self._log.marks.items():
            if state is None:
                continue
            now = kept.get(uuid)
            if now is not None and not _is_older(now, state):
                continue
            briefing = briefings.get(state.get("briefing"))
            if briefing is None or not is_whole(state):
                if now is None:
                    quote, note = state.get("exact", "?"), state.get("note", "?")
                    self.lost.append(f"An annotation is lost, on “{quote}”, with the note “{note}”.")
                continue
            if state["author"] not in authors:
                authors[state["author"]] = max([0, *map(_int, authors.values())]) + 1
                self.tables["authors"].append({"id": authors[state["author"]], "name": state["author"]})
            last += 1
            kept[uuid] = {
                "id": now["id"] if now else last, "uuid": uuid, "briefing_id": briefing["id"],
                "version_id": numbers.get((briefing["id"], state["version"]), briefing["version_id"]),
                "author_id": authors[state["author"]],
                **{name: state.get(name) for name in _STATE},
            }  # fmt: skip
            if now is None:
                self.restored.append(f"An annotation came back from the log, on “{state['exact']}”.")
        self.tables["annotations"] = sorted(kept.values(), key=lambda one: _int(one["id"]))

    def _stand_ins(self) -> None:
        """Give briefings without their text one that is made of the passages that were marked."""
        versions = self._by_id("versions")
        shown = {_int(one["version_id"]): one for one in self.tables["briefings"]}
        marked: dict[int, list[Record]] = {}
        for one in self.tables["annotations"]:
            if _int(one["version_id"]) not in self._texts:
                latest = _int(self._by_id("briefings")[_int(one["briefing_id"])]["version_id"])
                if latest in self._texts or _int(one["version_id"]) not in versions:
                    one["version_id"] = latest
                if _int(one["version_id"]) not in self._texts:
                    marked.setdefault(_int(one["version_id"]), []).append(one)
        for row, version in versions.items():
            if row in self._texts or (row not in shown and row not in marked):
                continue
            if version["sha256"] == b"" and row not in marked and row in shown and shown[row].get("removed"):
                continue  # it was erased on purpose
            title = str(version["title"]) or "A briefing whose text was lost"
            quotes = dict.fromkeys(str(one["exact"]) for one in marked.get(row, ()))
            text, blocks = _composed([title, LOST, *quotes])
            version |= _counted(text) | {"title": title, "warnings": json.dumps([LOST[1:-1]])}
            self._texts[row] = text
            self.tables["bodies"].append(
                {
                    "version_id": row,
                    "blocks": Blocks.of(blocks).packed(),
                    "marks": None,
                    "targets": None,
                    "compressed": zlib.compress(text.encode()),
                    "body": None,
                }
            )
            name = (
                shown[row]["uuid"]
                if row in shown
                else f"{version['briefing_id']}, version {version['number']}"
            )
            self.lost.append(
                f"The text of “{title}” ({name}) is lost, but for {len(quotes):,} marked passages."
            )

    def _places(self) -> None:
        """Let every annotation stand on its words."""
        kept = []
        for one in self.tables["annotations"]:
            text, exact = self._texts.get(_int(one["version_id"]), ""), str(one["exact"])
            start = _int(one["start"])
            if text[start : _int(one["end"])] != exact:
                start = text.find(exact)
                one["state"] = "review"
            if start < 0 or not exact:
                self.lost.append(f"An annotation is lost, on “{exact}”, with the note “{one['note']}”.")
                continue
            one["start"], one["end"] = start, start + len(exact)
            kept.append(one)
        self.tables["annotations"] = kept

    def _tags(self) -> None:
        """Let every annotation bear its tags, and every tag have a name."""
        tags = self._by_id("tags")
        for row in self._indexes.get("sqlite_autoindex_tags_2", {}).keys() - tags.keys():
            tags[row] = self._tag(row, self._indexed("tags_1", row) or self._new_id())
        ids = {one["uuid"]: row for row, one in tags.items()}
        borne: dict[int, list[int]] = {}
        for pair in self.tables["annotation_tags"]:
            borne.setdefault(_int(pair["annotation_id"]), []).append(_int(pair["tag_id"]))
        pairs: list[Record] = []
        for one in self.tables["annotations"]:
            row, state = _int(one["id"]), self._log.marks.get(str(one["uuid"])) or {}
            asked = [uuid for uuid in state.get("tags", ()) if isinstance(uuid, str)]
            rows = borne.get(row, [])
            if not rows and asked:
                for uuid in asked:
                    if uuid not in ids:
                        ids[uuid] = max([0, *tags, *ids.values()]) + 1
                        tags[ids[uuid]] = self._tag(ids[uuid], uuid)
                    rows.append(ids[uuid])
            for tag in rows:
                if tag not in tags:
                    tags[tag] = self._tag(tag, self._new_id())
            pairs += [{"annotation_id": row, "tag_id": tag} for tag in sorted(set(rows))]
        self.tables["tags"] = [tags[row] for row in sorted(tags)]
        self.tables["annotation_tags"] = pairs

    def _tag(self, row: int, uuid: str) -> Record:
        """Return a tag that is known by its number only, or by the log."""
        state = self._log.tags.get(uuid) or {}
        known = self._indexed("tags_2", row) or str(state.get("name") or "")
        name = known or f"lost tag {row}"
        if known:
            self.restored.append(
                f"The tag “{known}” came back from an index, or the log: look at its key and colour."
            )
        else:
            self.lost.append(f"The name of a tag is lost: it is “{name}” now.")
        return {
            "id": row, "uuid": uuid, "name": name, "key": "", "color": str(state.get("color") or _GREY),
            "meaning": str(state.get("meaning") or ""), "position": 1000 + row,
        }  # fmt: skip

    def _rest(self) -> None:
        """Leave out what points to nothing, and fill in what every version has."""
        versions, briefings = self._by_id("versions"), self._by_id("briefings")
        authors, stacks, claims = self._by_id("authors"), self._by_id("stacks"), self._by_id("claims")
        self._keep("decisions", lambda one: one["version_id"] in versions)
        self._keep("claim_passages", lambda one: one["version_id"] in versions and one["claim_id"] in claims)
        self._keep(
            "stack_briefings", lambda one: one["briefing_id"] in briefings and one["stack_id"] in stacks
        )
        self._keep(
            "highlights", lambda one: one["version_id"] in self._texts and _is_packed(one["compressed"])
        )
        self._keep("sources", lambda one: one["version_id"] in self._texts and self._is_source(one))
        self._keep(
            "events", lambda one: one["author_id"] in authors and _is_json(one["before"], one["after"])
        )
        self._gathered(briefings, stacks)
        for one in self.tables["events"]:
            if one["briefing_id"] is not None and one["briefing_id"] not in briefings:
                one["briefing_id"] = None
        ranked, kept = (
            {one["version_id"] for one in self.tables[name]} for name in ("highlights", "sources")
        )
        for row, text in self._texts.items():
            if row not in ranked:
                self.tables["highlights"].append({"version_id": row, **highlights.row(())})
                self.lost.append(
                    f"The key sentences of “{versions[row]['title']}” are lost; they are found anew when it is open."
                )
            if row not in kept:
                raw = text.encode("utf-8", "surrogatepass")
                digest = hashlib.sha256(raw).digest()
                self.tables["sources"].append(
                    {"version_id": row, "size": len(raw), "sha256": digest, "compressed": None}
                )
                self.lost.append(f"The bytes that “{versions[row]['title']}” came in as are lost.")
        deeds = {_int(one["transaction_id"]) for one in self.tables["events"]}
        if deeds and (missing := max(deeds) - len(deeds)):
            self.lost.append(f"Of the log {missing:,} deeds are lost.")

    def _gathered(self, briefings: dict[int, Record], stacks: dict[int, Record]) -> None:
        """Put briefings back into the stacks that the log knows, where the table of it is lost."""
        there = {(one["stack_id"], one["briefing_id"]) for one in self.tables["stack_briefings"]}
        held = {briefing for _, briefing in there}
        ids = {one["name"]: row for row, one in stacks.items()}
        for row, one in briefings.items():
            for name in self._log.stacks.get(str(one["uuid"]), ()) if row not in held else ():
                if name not in ids:
                    ids[name] = max([0, *ids.values()]) + 1
                    self.tables["stacks"].append({"id": ids[name], "name": name})
                self.tables["stack_briefings"].append({"stack_id": ids[name], "briefing_id": row})

    def _keep(self, table: str, fits: Callable[[Record], bool]) -> None:
        before = self.tables[table]
        self.tables[table] = [one for one in before if fits(one)]
        if lost := len(before) - len(self.tables[table]):
            self.lost.append(f"{lost:,} rows of {table} make no sense any more.")

    def _is_source(self, one: Record) -> bool:
        """Return whether the bytes that came in are what they were."""
        packed = one["compressed"]
        try:
            raw = (
                zlib.decompress(packed)
                if isinstance(packed, bytes)
                else self._texts[_int(one["version_id"])].encode()
            )
        except (zlib.error, UnicodeEncodeError):
            return False
        return bool(hashlib.sha256(raw).digest() == one["sha256"])


def _is_older(row: Record, state: dict[str, Any]) -> bool:
    """Return whether the log knows better: something later, or other words, which JSON shows to be whole."""
    if not is_whole(state):
        return False
    same = all(row[name] == state[name] for name in ("exact", "note"))
    return bool(row["modified"] < state["modified"] or (row["modified"] == state["modified"] and not same))


_STATE = (
    "start", "end", "exact", "prefix", "suffix", "note", "state", "created", "modified", "grade", "outcome", "shown",
)  # fmt: skip


def _version(briefing: int, row: int, made: str) -> Record:
    """Return a version of which nothing is known."""
    texts = ("title", "byline", "published", "language", "address", "format", "encoding", "method")
    return {
        "id": row, "briefing_id": briefing, "number": 1, "made": made, **dict.fromkeys(texts, ""),
        "title_derived": 1, "characters": 0, "sentences": 0, "warnings": None, "sha256": b"",
    }  # fmt: skip


def _counted(text: str) -> Record:
    return {
        "characters": len(text),
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(),
    }


def _composed(parts: Sequence[str]) -> tuple[str, list[Block]]:
    """Return a text of a title and paragraphs, and its blocks."""
    text = ""
    blocks: list[Block] = []
    for part in parts:
        kind = BlockKind.PARAGRAPH if blocks else BlockKind.TITLE
        blocks.append(Block(kind, len(text), len(text) + len(part)))
        text += f"{part}\n\n"
    return text, blocks


def _text(body: Record) -> str | None:
    """Return a body, None for one that cannot be unpacked."""
    packed, text = body["compressed"], body["body"]
    try:
        return bodies.whole(
            packed if isinstance(packed, bytes) else None, text if isinstance(text, str) else None
        )
    except (zlib.error, ValueError):
        return None


def _is_packed(compressed: Value) -> bool:
    try:
        return isinstance(compressed, bytes) and all(
            isinstance(json.loads(line), list) for line in zlib.decompress(compressed).split(b"\n")
        )
    except (zlib.error, ValueError):
        return False


def _is_json(*texts: Value) -> bool:
    return all(text is None or loaded(text) is not None for text in texts)


def _int(value: Value) -> int:
    return value if isinstance(value, int) else 0
