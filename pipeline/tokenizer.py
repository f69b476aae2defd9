"""jieba's tokenizer with its search for the likeliest words in one walk; imported where words are first asked for.

jieba lists all words that may begin at every character, looks each of them up once more, and weighs them as tuples from
generators: cutting a plan's text so takes twice as long, for the same words.
"""

from math import inf, log
from typing import Any

import jieba


class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba has no types
    """Cuts as jieba's does, word for word."""

    def get_DAG(self, sentence: str) -> None:  # noqa: N802
        """Nothing: `calc` walks through the dictionary by itself."""

    def calc(self, sentence: str, DAG: None, route: dict[int, tuple[float, int]]) -> None:  # noqa: N803
        """Tell for every character how likely the best words from there on are, and where the first of them ends."""
        times_of, total, size = self.FREQ.get, log(self.total), len(sentence)
        route[size] = (0, 0)
        for start in range(size - 1, -1, -1):
            best, last, stop = -inf, start, start + 1
            while stop <= size and (times := times_of(sentence[start:stop])) is not None:  # beginnings of words have 0
                if times and (value := log(times) - total + route[stop][0]) >= best:
                    best, last = value, stop - 1
                stop += 1
            # What no word begins with counts as one that stands once in the dictionary.
            route[start] = (best, last) if best > -inf else (route[start + 1][0] - total, start)


def tokenizer(words: list[str]) -> Any:
    """One of its own, which knows these words besides."""
    made = Tokenizer()
    # By itself jieba would leave a cache in the folder of temporary files, and trust one that another user put there.
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    for word in words:
        made.add_word(word)
    return made
