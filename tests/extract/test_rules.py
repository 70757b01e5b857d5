"""The data files: every phrase can be read, every rule shows what it means by examples."""

import tomllib

import pytest

from reeread.extract import extract
from reeread.extract.lexicon import CUES, TAGS, Rule, languages, lexicon
from reeread.extract.patterns import pattern
from reeread.extract.reading import is_silent, read, suggestions
from reeread.extract.sentence import Sentence
from reeread.model.body import Block, BlockKind
from reeread.model.extraction import Suggestion

SPEAKING = ("cue", "structure", "past", "present")
"""Kinds of rules that a cue of the output can name."""
RULES = [(language, rule) for language in languages() for rule in lexicon(language).rules.values()]
SCOPES = tomllib.loads((CUES / "en" / "scope.toml").read_text("utf-8"))["scope"]
TELLING = [(language, rule) for language, rule in RULES if rule.kind in SPEAKING]


def suggested(text: str, language: str) -> tuple[Suggestion, ...]:
    """Return what the rules suggest for a sentence."""
    s = Sentence(text, lexicon(language))
    return () if is_silent(text, len(s)) else suggestions(read(s))


def name(case: tuple[str, Rule]) -> str:
    """Return how a case is called in the test report."""
    return f"{case[0]}-{case[1].name}"


@pytest.mark.parametrize("case", RULES, ids=name)
def test_every_phrase_of_a_rule_can_be_read(case: tuple[str, Rule]) -> None:
    """Each line of a rule is a pattern, no line stands twice in one rule, and the rule says what it is for."""
    _, rule = case
    for phrase in rule.phrases:
        assert pattern(phrase).elements
    assert len(set(rule.phrases)) == len(rule.phrases)
    assert rule.note
    assert 0 < rule.weight <= 1


@pytest.mark.parametrize("case", TELLING, ids=name)
def test_the_positive_example_of_a_rule_gets_its_tag_by_that_rule(case: tuple[str, Rule]) -> None:
    """The sentence under `yes` bears the tag, and one of the cues names the rule."""
    language, rule = case
    found = {tag.tag: tag for tag in suggested(rule.yes, language)}
    assert rule.tag in found
    assert rule.name in {cue.rule for cue in found[rule.tag].cues}


@pytest.mark.parametrize("case", TELLING, ids=name)
def test_the_negative_example_of_a_rule_does_not_get_its_tag(case: tuple[str, Rule]) -> None:
    """The sentence under `no`, which looks alike, does not bear the tag."""
    language, rule = case
    assert rule.no
    assert rule.tag not in {tag.tag for tag in suggested(rule.no, language)}


def test_every_tag_has_rules_in_every_language() -> None:
    """A language's folder holds one file of rules for each tag."""
    for language in languages():
        assert {rule.tag for rule in lexicon(language).rules.values()} == set(TAGS)


@pytest.mark.parametrize("line", ["", "..", "the? bank"])
def test_a_phrase_that_begins_with_nothing_certain_is_refused(line: str) -> None:
    """A pattern must begin with a word that has to be there, so that it can be found by that word."""
    with pytest.raises(ValueError, match="must begin"):
        pattern(line)


def shown(text: str, what: str) -> bool:
    """Return whether a sentence shows a speaker, a quoted cue or an approximate figure."""
    (found,) = extract(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), learned=False)
    return {
        "speaker": found.speaker is not None,
        "quoted": any(cue.quoted for tag in found.tags for cue in tag.cues),
        "approximate": any(figure.approximate for figure in found.figures),
    }[what]


@pytest.mark.parametrize("name", sorted(SCOPES))
def test_a_scope_rule_does_what_its_examples_say(name: str) -> None:
    """`yes` bears the tag or shows what the rule is about, `no` does not, and the rule says what it is for."""
    rule = SCOPES[name]
    assert rule["note"]
    if "tag" in rule:
        assert rule["tag"] in {tag.tag for tag in suggested(rule["yes"], "en")}
        assert rule["tag"] not in {tag.tag for tag in suggested(rule["no"], "en")}
    else:
        assert shown(rule["yes"], rule["shows"])
        assert not shown(rule["no"], rule["shows"])
