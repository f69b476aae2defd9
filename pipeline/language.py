"""Chinese words: a private jieba tokenizer that knows the field's terms, built once per process."""

import functools
import logging
from typing import Any

from pipeline.resources import resource


@functools.cache
def _tokenizer() -> Any:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    terms = resource("corpora/lexicons/terms.txt")
    if terms.exists():
        for term in terms.read_text(encoding="utf-8").split():
            tokenizer.add_word(term)
    return tokenizer


def words(text: str) -> list[str]:
    """The words of a text, white space left out."""
    return [word for word in _tokenizer().lcut(text) if word.strip()]
