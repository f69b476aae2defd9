"""Makes a round of submissions with known defects, for tests and measurements.

    python -m corpora.rounds FOLDER --plans 300 --seed 1

The first plans are those of the corpus, each used once and given to another city; further ones are composed word by
word from what the corpus says under the same label, so that any two share turns of phrase, as real plans do, but no
passages.
Planted on top: copies (exact and paraphrased), versions, a passage that many cite, quota breaches, late files, files
that are damaged or made to do harm. `Planted` is the truth to hold results against.
"""

import argparse
import csv
import io
import json
import os
import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from corpora.reading import Plan, read_plans
from corpora.rounds_files import Paragraph, save_docx, save_pdf, save_scan
from corpora.rounds_words import Composer, paraphrase

ON_TIME = datetime(2022, 7, 20, 4, tzinfo=UTC).timestamp()
LATE_FILE = datetime(2022, 9, 3, 4, tzinfo=UTC).timestamp()
CITED = (
    "建设单位应当将智能建造相关费用列入工程概算，施工单位应当建立人机协同作业的安全管理制度，监理单位应当对机器人作业面逐层验收并留存影像，"
    "检测机构应当在三日内将数据上传省级平台，有关主管部门每半年通报一次执行情况，对弄虚作假的依法予以处罚并记入信用档案。"
)
"""Stands in many plans of a round and must not make copies of them."""
_DATE_LINE = re.compile(
    r"^[（(]?(?:20\d\d|二〇[一二三四五六七八九十〇]{2})\s*年[\d一二三四五六七八九十\s]{1,4}月[^，。]{0,5}$"
)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "\u202e倒\u2066隔离\u200b零宽",
    "[bold red]标记[/] {{ 7*7 }} {% raw %}",
    "]]>&amp;'\"",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """What is wrong with a round, and nothing else is (in the matters that this lists)."""

    files: int
    plans: tuple[str, ...] = ()
    """Files that can be read."""
    copies: tuple[tuple[str, str], ...] = ()
    paraphrased: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    over_quota: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    """By list or by the plan's own date."""
    late_by_file: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan to be written."""

    city: str
    province: str
    paragraphs: tuple[Paragraph, ...]


def make_round(folder: Path, plans: int, *, seed: int = 1, scans: int = 0, pdf_share: float = 0.3) -> Planted:
    """Write a round of about `plans` plans (of which a tenth are copies, paraphrases and versions) into `folder`."""
    chance = random.Random(seed)
    copies, versions = max(2, plans // 25), max(2, plans // 50)
    base = plans - 2 * copies - versions
    cities = _cities(plans - versions, chance)
    drafts = [_cite(draft, at) for at, draft in enumerate(_drafts(cities[:base], chance))]
    copied = [_copy(drafts[at], cities[base + at], chance) for at in range(copies)]
    rewritten = [_rewritten(drafts[copies + at], cities[base + copies + at], chance) for at in range(copies)]
    second = [_version(drafts[2 * copies + at], chance) for at in range(versions)]
    everything = [*drafts, *copied, *rewritten, *second]
    names = _names(everything)
    writer = _Writer(folder, chance, pdf_share)
    files = [
        writer.save(draft, name, scan=at >= base - scans and at < base)
        for at, (draft, name) in enumerate(zip(everything, names, strict=True))
    ]
    late, late_by_file = _dates(folder, files, chance)
    damaged, skipped = _damaged(folder, files, chance), _others(folder)
    hostile = _hostile(folder)
    return Planted(
        files=len(files) + len(damaged) + len(skipped) + len(hostile),
        plans=(*files, *hostile),
        copies=tuple((files[at], files[base + at]) for at in range(copies)),
        paraphrased=tuple((files[copies + at], files[base + copies + at]) for at in range(copies)),
        versions=tuple((files[2 * copies + at], files[base + 2 * copies + at]) for at in range(versions)),
        over_quota=_over_quota(everything),
        late=late,
        late_by_file=late_by_file,
        damaged=damaged,
        skipped=skipped,
    )


_LEVELS = ("prefecture", "sub-provincial", "county-city")


@cache
def _gazetteer() -> tuple[tuple[str, str], ...]:
    """(city, province) of all prefecture-level cities, then of county-level ones, for rounds that need still more."""
    path = Path(__file__).with_name("gazetteer.tsv")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    names = [row[0] for row in rows]
    cities = [row for row in rows if row[1] in _LEVELS and row[0].endswith("市")]
    ranked = sorted(cities, key=lambda row: row[1] == _LEVELS[-1])
    return tuple((row[0], row[2]) for row in ranked if names.count(row[0]) == 1)


def _cities(count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Different cities; within the quota of three a province as long as there are enough, but for one province."""
    by_province: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    larger = _gazetteer()[:250]
    for city in chance.sample(larger, len(larger)):
        by_province[city[1]].append(city)
    provinces = sorted(by_province, key=lambda name: (-len(by_province[name]), name))
    breach = by_province[provinces[0]][:5]
    rest = [city for name in provinces[1:] for city in by_province[name][:3]]
    more = [
        city for name in provinces[: len(provinces) // 2] for city in by_province[name] if city not in (*breach, *rest)
    ]
    chosen = [*breach, *chance.sample(rest, len(rest)), *more]
    if count > len(chosen):
        chosen += [city for city in _gazetteer() if city not in chosen]
    return chosen[:count]


def _over_quota(drafts: Sequence[Draft]) -> tuple[str, ...]:
    cities: defaultdict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        cities[draft.province].add(draft.city)
    return tuple(sorted(name for name, members in cities.items() if len(members) > 3))


def _drafts(cities: Sequence[tuple[str, str]], chance: random.Random) -> list[Draft]:
    sources = [
        plan
        for plan in read_plans()
        if plan.programme == "smart" and plan.city and plan.level != "municipality-district"
    ]
    composer = Composer(sources)
    made = []
    for at, (city, province) in enumerate(cities):
        if at < len(sources):
            made.append(_adopt(sources[at], city, province))
        else:
            made.append(Draft(city, province, tuple(composer.plan(city, chance))))
    return made


def _adopt(plan: Plan, city: str, province: str) -> Draft:
    """A plan of the corpus given to another city: a title of its own, and the old name nowhere."""
    paragraphs = [Paragraph(f"{city}智能建造试点实施方案", 1)]
    for line in plan.lines:
        dated = _DATE_LINE.match(line.text)  # when it came in is the round's to say
        if line.depth != 1 and not dated and line.labels not in (("cover",), ("contents",), ("furniture",)):
            paragraphs.append(Paragraph(_renamed(line.text, plan, city, province), line.depth))
    return Draft(city, province, tuple(paragraphs))


def _renamed(text: str, plan: Plan, city: str, province: str) -> str:
    short = re.sub(r"(?:市|区|县)$", "", plan.city)
    text = (
        text.replace(plan.city, city).replace(plan.province, province)
        if plan.province
        else text.replace(plan.city, city)
    )
    return text.replace(short, city.removesuffix("市")) if len(short) > 1 else text


def _cite(draft: Draft, at: int) -> Draft:
    """Every third plan quotes the passage that many cite."""
    return draft if at % 3 else replace(draft, paragraphs=(*draft.paragraphs, Paragraph(CITED, 0)))


def _body(draft: Draft) -> list[int]:
    return [
        at for at, item in enumerate(draft.paragraphs) if item.depth == 0 and len(item.text) > 40 and item.text != CITED
    ]


def _moved(draft: Draft, city: tuple[str, str]) -> Draft:
    """The same text under another city's name."""
    old, new = draft.city.removesuffix("市"), city[0].removesuffix("市")
    renamed = (
        replace(item, text=item.text.replace(draft.province, city[1]).replace(old, new)) for item in draft.paragraphs
    )
    return Draft(city[0], city[1], tuple(renamed))


def _copy(draft: Draft, city: tuple[str, str], chance: random.Random) -> Draft:
    """Another city's plan in which half of this one's paragraphs stand word for word among words of its own."""
    return _mixed(_moved(draft, city), chance, lambda text: text)


def _rewritten(draft: Draft, city: tuple[str, str], chance: random.Random) -> Draft:
    """The same, every copied sentence paraphrased."""
    return _mixed(_moved(draft, city), chance, lambda text: paraphrase(text, chance))


def _mixed(draft: Draft, chance: random.Random, treat: Callable[[str], str]) -> Draft:
    composer = Composer.of_corpus()
    body = _body(draft)
    taken = set(chance.sample(body, max(4, len(body) // 2)))
    paragraphs = []
    for at, item in enumerate(draft.paragraphs):
        if at in taken:
            paragraphs.append(replace(item, text=treat(item.text)))
        elif at in body:
            paragraphs.append(replace(item, text=composer.paragraph("content", chance)))
        else:
            paragraphs.append(item)
    return replace(draft, paragraphs=tuple(paragraphs))


def _version(draft: Draft, chance: random.Random) -> Draft:
    """The city's second version: a few paragraphs rewritten, one new."""
    changed = set(chance.sample(_body(draft), 4))
    texts = (
        replace(p, text=paraphrase(p.text, chance)) if at in changed else p for at, p in enumerate(draft.paragraphs)
    )
    return replace(draft, paragraphs=(*texts, Paragraph(Composer.of_corpus().paragraph("safeguards", chance), 0)))


def _names(drafts: Sequence[Draft]) -> list[str]:
    seen: defaultdict[str, int] = defaultdict(int)
    names = []
    for draft in drafts:
        seen[draft.city] += 1
        second = f"（第{seen[draft.city]}版）" if seen[draft.city] > 1 else ""
        names.append(f"{draft.province}/{draft.city}智能建造试点实施方案{second}")
    return names


@dataclass(frozen=True, slots=True)
class _Writer:
    folder: Path
    chance: random.Random
    pdf_share: float

    def save(self, draft: Draft, name: str, *, scan: bool) -> str:
        """Write a draft; its path below the folder."""
        as_pdf = self.chance.random() < self.pdf_share
        path = self.folder / f"{name}.{'pdf' if scan or as_pdf else 'docx'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        (save_scan if scan else save_pdf if as_pdf else save_docx)(draft.paragraphs, path)
        return path.relative_to(self.folder).as_posix()


def _dates(folder: Path, files: Sequence[str], chance: random.Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A list that knows of half of the files, of which a few are late; of the others a few have a late file time."""
    listed = files[: len(files) // 2]
    late = sorted(chance.sample(listed, max(1, len(files) // 20)))
    others = [file for file in files if file not in listed]
    late_by_file = sorted(chance.sample(others, max(1, len(files) // 20)))
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(("文件", "日期"))
    rows.writerows((file, "2022-08-05" if file in late else "2022年7月29日") for file in listed)
    (folder / "报送清单.csv").write_bytes(text.getvalue().encode("gb18030"))
    for file in files:
        when = LATE_FILE if file in late_by_file else ON_TIME
        os.utime(folder / file, (when, when))
    return tuple(late), tuple(late_by_file)


def _damaged(folder: Path, files: Sequence[str], chance: random.Random) -> tuple[str, ...]:
    source = (folder / next(file for file in files if file.endswith(".docx"))).read_bytes()
    contents = {
        "坏/截断.docx": source[: len(source) // 2],
        "坏/空文件.docx": b"",
        "坏/乱码.pdf": b"%PDF-1.7\n" + chance.randbytes(4000),
        "坏/其实是文本.docx": "这不是 Word 文件".encode(),
        "坏/改坏的包.docx": source[:300] + chance.randbytes(400) + source[700:],
    }
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return tuple(sorted(contents))


def _others(folder: Path) -> tuple[str, ...]:
    (folder / "坏" / "说明.txt").write_text("请查收", encoding="utf-8")
    (folder / "坏" / "~$锁定.docx").write_bytes(b"lock")
    return ("坏/~$锁定.docx", "坏/说明.txt")


def _hostile(folder: Path) -> tuple[str, ...]:
    """A plan whose text, tables and name are attacks; it can be read, and is a plan of nobody."""
    paragraphs = [
        Paragraph("智能建造试点实施方案", 1),
        *(Paragraph(text, 2 if at % 3 == 0 else 0) for at, text in enumerate(HOSTILE)),
    ]
    paragraphs += [Paragraph("| " + " | ".join(HOSTILE[:5]).replace("cmd|", "cmd") + " |", 0)]
    name = "坏/=cmd+'calc'!A1 [red]#%20&amp;.docx"
    save_docx(paragraphs, folder / name)
    os.utime(folder / name, (ON_TIME, ON_TIME))
    return (name,)


def main() -> None:
    """Write a round and print what was planted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scans", type=int, default=0)
    given = parser.parse_args()
    planted = make_round(given.folder, given.plans, seed=given.seed, scans=given.scans)
    print(json.dumps(asdict(planted), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
