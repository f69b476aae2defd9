"""Cities named for short in the applicant's own voice: 结合徐州实际, 将徐州打造成为……, 我市（徐州市）.

A short name is in the names of firms, schools, roads and markets, and plans name the cities that they trade with, learn
from and compete with. Thus only words count that a plan says of its own city alone.
"""

import functools
import re
from collections.abc import Iterator

from pipeline.check.leftover.frames import FRAMES, Frame
from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import of_another, sentence_of, set_against, title_at
from pipeline.places.gazetteer import AMBIGUOUS, bare, by_short_name, divisions
from pipeline.places.names import related
from pipeline.text.patterns import quick

_MARKET = re.compile(r"外拓|市场|外销|输出|承揽|劳务输|办事处|分公司|桥头堡|外溢")
"""In whose sentences a city is one where the applicant's firms work."""
_FIELD = re.compile(r"市?(?:智能建造|智慧建造|建筑业|建筑产业|装配式|住建)")
"""Behind what is else a word, 大同, 安康, and a city here."""
MOST = 2
"""Other cities in a sentence from which on it tells of them, whatever the words around one."""


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Where cities are left over that the text names for short, or in full in words that `full.py` does not know."""
    for match in _names().finditer(text):
        start, stop = match.start(), match.end()
        if match["city"] in home.parts or not home.is_foreign(by_short_name()[match["city"]]):
            continue
        frames = [frame for frame in FRAMES.values() if _fits(frame, text, start, stop)]
        if match["city"] in AMBIGUOUS and not _FIELD.match(text, stop):
            frames = [frame for frame in frames if frame.alone]
        if frames and _own_voice(frames, text, start, stop, home):
            yield start, stop + text.startswith("市", stop)


@functools.cache
def _names() -> re.Pattern[str]:
    """Cities for short, with their province before them (江苏徐州)."""
    short = sorted(by_short_name(), key=len, reverse=True)
    provinces = "|".join(bare(division.name) for division in divisions() if division.level == "province")
    return quick(rf"(?:(?:{provinces})省?)?(?P<city>{'|'.join(short)})(?!路|大道|大街|街道)")


def _fits(frame: Frame, text: str, start: int, stop: int) -> bool:
    after = text[stop : stop + 60]
    return bool(frame.before.search(text[max(0, start - 24) : start]) and frame.after.match(after))


def _own_voice(frames: list[Frame], text: str, start: int, stop: int, home: Home) -> bool:
    """Whether nothing around says that the place is another than the applicant."""
    before, after = sentence_of(text, start, stop)
    own = _own_name(home)
    clause = before.rpartition("，")[2], after.partition("，")[0]
    if _quoted(text, start) or own.search(clause[1]):
        return False
    if any(frame.alone for frame in frames):
        near = not any(frame.sure for frame in frames) and related(text, start, stop)
        return not (_MARKET.search("".join(clause)) or near or set_against(text, start, stop))
    if _MARKET.search(before + after):
        return False
    named = {match["city"] for match in _names().finditer(before + text[start:stop] + after)}
    others = [name for name in named if home.is_foreign(by_short_name()[name])]
    told = own.search(before) or own.search(after) or of_another(text, start, stop)
    return len(others) < MOST and not told


@functools.lru_cache(maxsize=64)
def _own_name(home: Home) -> re.Pattern[str]:
    """How a sentence names the applicant beside the other city: 我市, its name for short, 来宜设厂."""
    name = home.applicant.name
    short = bare(name) if bare(name) != name else name[:-1] if len(name) > 2 else name
    return re.compile(
        rf"[我本][市区州盟县]|我地|{re.escape(short)}|[来驻落赴在进]{re.escape(short[:1])}(?!{re.escape(short[1:2])})"
    )


def _quoted(text: str, start: int) -> bool:
    """Whether the name stands within the title of a document but does not begin it: another city's paper may be cited."""
    opened = title_at(text, start)
    return opened >= 0 and start - opened > 1
