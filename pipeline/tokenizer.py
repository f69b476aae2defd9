"""The words that jieba finds, found in less time; imported where words are first asked for.

jieba lists all words that may begin at every character, looks each of them up once more, weighs them as tuples and hands
every word through four generators. Here its dictionary is walked through once, with the same result.
"""

import logging
import re
from collections.abc import Iterable
from functools import lru_cache
from math import inf, log

import jieba
from jieba import finalseg

_RUN = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)")
"""What may be one word or several; all other characters stand for themselves."""


@lru_cache(maxsize=1 << 12)  # the same few signs meet again and again
def _unknown(signs: str) -> tuple[str, ...]:
    """The words in a row of characters that no word of the dictionary joins."""
    return tuple(finalseg.cut(signs))


class Tokenizer:
    """Cuts a text into words by jieba's dictionary and some more words."""

    def __init__(self, words: list[str]) -> None:
        jieba.setLogLevel(logging.ERROR)
        made = jieba.Tokenizer()
        # By itself jieba would leave a cache in the folder of temporary files, and trust one that another user put there.
        made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
        made.initialized = True
        for word in words:
            made.add_word(word)
        self._times: dict[str, int] = made.FREQ
        """How often each word stands in the texts that the dictionary was made of; 0 for what only begins one."""
        self._total = log(made.total)

    def cut(self, text: str) -> list[str]:
        """The words of a text, white space left out."""
        found: list[str] = []
        for at, part in enumerate(_RUN.split(text)):
            if at % 2:
                self._cut_run(part, found)
            else:
                found += "".join(part.split())
        return found

    def _cut_run(self, run: str, found: list[str]) -> None:
        at, single = 0, ""
        ends = self._ends(run)
        while at < len(run):
            stop = ends[at]
            if stop - at == 1:
                single += run[at]
            else:
                found += self._singles(single)
                found.append(run[at:stop])
                single = ""
            at = stop
        found += self._singles(single)

    def _singles(self, signs: str) -> Iterable[str]:
        """What characters that stand for themselves side by side make together."""
        return signs if len(signs) < 2 or self._times.get(signs) else _unknown(signs)

    def _ends(self, run: str) -> list[int]:
        """Of every character, where the word ends that the likeliest words of all from there on begin with."""
        times_of, total, size = self._times.get, self._total, len(run)
        likely, ends = [0.0] * (size + 1), [0] * size
        for start in range(size - 1, -1, -1):
            best, end, stop = -inf, start + 1, start + 1
            while stop <= size and (times := times_of(run[start:stop])) is not None:
                if times and (value := log(times) - total + likely[stop]) >= best:
                    best, end = value, stop
                stop += 1
            # What no word begins with counts as one that stands once in those texts.
            likely[start], ends[start] = (best if best > -inf else likely[start + 1] - total), end
        return ends
