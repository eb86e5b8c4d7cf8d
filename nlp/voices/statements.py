"""Statements: what is said, word for word or not, and by whom, found by the words of saying around it.

A statement is a source, a cue and a content, as PolNeAR and PARC mark them: "[Clinton] (said) {the plan would fail}".
Words and punctuation alone decide; a sentence may hold several.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from nlp.text.sentences import Sentence
from nlp.vocabulary import Places, Span, Vocabulary
from nlp.voices.quoting import Statement, first_of, quotations, trimmed, with_neighbours, with_signatures, words_in

_MOST_WORDS = 25  # of a source
_FEWEST = 3  # words that are a content
_SAME = re.compile(r"(?:\band|\bbut|,)\s(?:[a-z]+ly )?(?:[a-z]+(?:ed|ing)|said|wrote|told|[a-z]+s)$|, [a-z]+ing$")


class StatementGrammar:
    """Finds the statements of one language (table `statements`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = defaultdict(
            lambda: "(?!)", {key: "|".join(listed) for key, listed in vocabulary.table("statements").items()}
        )
        self._verb = re.compile(
            rf"(?<![\w'-])(?:(?:{words['auxiliaries']}) ){{0,4}}(?P<verb>{words['verbs']})(?![\w'-])"
        )
        self._according = re.compile(rf"\b(?:{words['according']})\b")
        self._aside = re.compile(rf"\s*(?:{words['asides']})(?![\w'])")
        self._pronoun = re.compile(rf"(?:{words['pronouns']})")
        self._determiner = re.compile(rf"(?:{words['determiners']})\b")
        self._no_end = re.compile(rf"(?<![\w])(?:(?:{words['no_ends']})|[\w.]+'s)$")
        self._opener = re.compile(rf"(?<![\w'])(?:{words['openers']}) ")

    def statements(self, text: str, folded: str, sentences: Sequence[Sentence]) -> list[list[Statement]]:
        """The statements of each sentence."""
        plain = folded.replace("''", ' "').replace("``", '" ')
        quoted = quotations(plain)
        places = Places(quoted)
        found = [list(self._in(text, plain, one.start, one.end, places)) for one in sentences]
        return with_neighbours(plain, with_signatures(text, plain, sentences, found), quoted)

    def _in(self, text: str, folded: str, start: int, end: int, quoted: Places) -> Iterator[Statement]:
        for match in self._according.finditer(folded, start, end):
            found = self._by_according(folded, match, (start, end))
            if found:
                yield found
        according = Places(match.span() for match in self._according.finditer(folded, start, end))
        taken, last = start, None
        for match in self._verb.finditer(folded, start, end):
            verb = match.start("verb")
            if match.start() < taken or quoted.touch((verb, verb + 1)) or text[verb].isupper():
                continue
            found = self._by_verb(text, folded, match, (start, end), last)
            if found and not according.touch(found.content):
                taken, last = match.end(), found.source
                yield found

    def _by_according(self, folded: str, match: re.Match[str], within: Span) -> Statement | None:
        """ "According to the poll, X" and "X, according to the poll"."""
        start, end = within
        stop = (
            first_of(folded, match.end(), end, ",;:.\n")
            if match.start() - start > 3
            else folded.find(",", match.end(), end)
        )
        stop = end if stop < 0 else stop
        source = trimmed(folded, match.end(), stop)
        before, after = trimmed(folded, start, match.start()), trimmed(folded, stop + 1, end, closing=True)
        content = before if words_in(folded, before) >= _FEWEST else after
        if not source or words_in(folded, content) < _FEWEST or words_in(folded, source) > _MOST_WORDS:
            return None
        return Statement(source, match.span(), content)

    def _by_verb(
        self, text: str, folded: str, match: re.Match[str], within: Span, last: Span | None
    ) -> Statement | None:
        """ "A said that X", "X, A said", "X, said A"; "and added that X" is the last speaker's."""
        start, end = within
        before, after = self._source_before(text, folded, start, match.start()), self._rest(folded, match.end(), end)
        if before is None and last and _SAME.search(folded[start : match.start()] + match["verb"]):
            before = last
        if (
            before
            and words_in(folded, after) >= _FEWEST
            and not self._closes(folded, start, before, after, match.end())
        ):
            return Statement(before, match.span(), after)
        if before:
            content = trimmed(folded, start, before[0])
            return Statement(before, match.span(), content) if words_in(folded, content) >= _FEWEST else None
        if folded[start : match.start()].rstrip()[-1:] in (",", '"', "?", "!"):
            source = self._source_after(text, folded, match.end(), end)
            content = trimmed(folded, start, match.start())
            if source and words_in(folded, content) >= _FEWEST:
                return Statement(source, match.span(), content)
        return None

    def _closes(self, folded: str, start: int, source: Span, after: Span, cue: int) -> bool:
        """Whether a speaker and verb stand behind what is said: a comma or quotation before, an aside after."""
        before = folded[start : source[0]].rstrip()
        if not before or before[-1] not in ',"?!' or len(before.split()) < _FEWEST:
            return False
        if folded[cue : cue + 1] in ".,":
            return True
        return '"' not in folded[slice(*after)] and not folded.startswith("that ", after[0]) and before[-1] in '"?!'

    def _source_before(self, text: str, folded: str, start: int, end: int) -> Span | None:
        """The noun phrase that ends right before the words of saying, with what is set off by commas in it."""
        left = folded[start:end]
        if not left.strip() or left.rstrip()[-1] in '.:;"?!(':
            return None
        apposed = left.rstrip().endswith(",")
        border = max(left.rfind(mark, 0, len(left.rstrip()) - 1) for mark in ('"', ";", ":", "(", "—", ". "))
        commas = [at for at, sign in enumerate(left.rstrip()[:-1]) if sign == "," and at > border]
        if apposed and commas:  # "Doe, a lawyer, said": from before what is set off
            commas.pop()
        first = commas[-1] if commas else border
        span = trimmed(folded, start + first + 1, end)
        for opener in self._opener.finditer(folded, *span):
            span = trimmed(folded, opener.end(), span[1])
        return span if self._names_somebody(text, folded, span) else None

    def _source_after(self, text: str, folded: str, start: int, end: int) -> Span | None:
        """The noun phrase right behind the words of saying."""
        stop = first_of(folded, start, end, '.;:"\n')
        span = trimmed(folded, start, end if stop < 0 else stop)
        aside = self._aside_in(folded, span)
        span = trimmed(folded, span[0], aside) if aside else span
        return span if self._names_somebody(text, folded, span) else None

    def _aside_in(self, folded: str, span: Span) -> int | None:
        for at in range(span[0] + 3, span[1]):
            if folded[at] == " " and self._aside.match(folded, at, span[1]):
                return at
        return None

    def _rest(self, folded: str, start: int, end: int) -> Span:
        """What stands behind the words of saying, without asides of time, place and hearers."""
        at = start
        while (aside := self._aside.match(folded, at, end)) and aside.end() > at:
            at = aside.end()
        return trimmed(folded, at, end, closing=True)

    def _names_somebody(self, text: str, folded: str, span: Span) -> bool:
        if not 1 <= words_in(folded, span) <= _MOST_WORDS:
            return False
        words = folded[slice(*span)]
        if self._no_end.search(words):
            return False
        if self._pronoun.fullmatch(words) or self._determiner.match(words):
            return True
        return any(word[0].isupper() for word in text[slice(*span)].split())
