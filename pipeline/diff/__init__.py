"""Two versions of one plan: gaps that were closed, dropped, are still open, and are new, with the passages concerned.

Works on reports (`yushen.report/1`) or on the plans themselves. A gap is closed only where the new version was found to
meet the requirement: one that could not be judged, because pages could not be read, is still open, and one whose
optional task the new version does not take up any more is not closed but dropped.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.diff.changes import Change, Diff, Quoted
from pipeline.diff.inputs import Json
from pipeline.findings import gap_kind
from pipeline.likeness import Seen, held, pairs
from pipeline.profile import Requirement
from pipeline.vocabulary import rank

REWRITTEN = 0.7
"""Share of words that were wrong from which on a quote holds them in their new form."""
_GONE = {"unsure": "open", "not_chosen": "dropped"}
"""What became of a gap that the new version does not have, by the verdict there; closed with any other."""


def compare(old: Json, new: Json, rules: Iterable[Requirement] = ()) -> Diff:
    """What became of the gaps of `old` in `new`; `rules` gives names and clauses of rules, which reports do not hold."""
    known = {rule.id: rule for rule in rules}
    before, after = _grouped(old), _grouped(new)
    gone_to: dict[str, list[Change]] = {"closed": [], "open": [], "dropped": []}
    still = gone_to["open"]
    fresh: list[Change] = []
    for key in dict.fromkeys([*before, *after]):
        kept, gone, come = _paired(before.get(key, []), after.get(key, []))
        still += [_change(old, new, (was, now), known) for was, now in kept]
        for was in gone:
            change = _change(old, new, (was, None), known)
            gone_to[_GONE.get(change.after, "closed")].append(change)
        fresh += [_change(old, new, (None, now), known) for now in come]
    names = (str(old["document"]["file"]), str(new["document"]["file"]))
    return Diff(
        *names,
        (bool(old["document"]["exact_pages"]), bool(new["document"]["exact_pages"])),
        tuple(_notes(old, new)),
        *(
            tuple(sorted(part, key=lambda change: rank(change.severity)))
            for part in (gone_to["closed"], still, fresh, gone_to["dropped"])
        ),
    )


def _grouped(report: Json) -> dict[tuple[str, str], list[Json]]:
    """Findings by what they are about: a requirement that goes from 缺失 to 薄弱 is the same gap."""
    groups: defaultdict[tuple[str, str], list[Json]] = defaultdict(list)
    for finding in report["findings"]:
        groups[gap_kind(finding["rule"]) or finding["rule"], finding["requirement"]].append(finding)
    return groups


def _paired(old: list[Json], new: list[Json]) -> tuple[list[tuple[Json, Json]], list[Json], list[Json]]:
    """Findings of one kind that are the same in both, those that are gone and those that have come."""
    kept = dict(pairs(*([_seen(finding) for finding in findings] for findings in (old, new))))
    gone = [finding for i, finding in enumerate(old) if i not in kept]
    come = [finding for j, finding in enumerate(new) if j not in kept.values()]
    return [(old[i], new[j]) for i, j in kept.items()], gone, come


def _seen(finding: Json) -> Seen:
    return Seen(finding["message"], "".join(proof["quote"] for proof in finding["evidence"]))


def _change(old: Json, new: Json, pair: tuple[Json | None, Json | None], known: Mapping[str, Requirement]) -> Change:
    was, now = pair
    shown = now or was
    assert shown
    key = shown["requirement"]
    before, after = _requirement(old, key), _requirement(new, key)
    judged = gap_kind(shown["rule"]) is not None
    demand = after or before or {}
    rule = known.get(shown["rule"])
    return Change(
        rule=shown["rule"],
        name=rule.called if rule else "",
        requirement=key,
        title=demand.get("title", ""),
        clause=rule.citation if rule else demand.get("citation", ""),
        severity=shown["severity"],
        message=shown["message"],
        advice=shown["advice"],
        before=before.get("verdict", "") if judged else "",
        after=after.get("verdict", "") if judged else "",
        old=_quotes(was, before if judged else {}),
        new=_quotes(now, after if judged or _of_absence(was, now) else {}) or _instead(was, now, new),
    )


def _of_absence(was: Json | None, now: Json | None) -> bool:
    """Whether a rule missed something that is there now: what its element rests on shows it."""
    return now is None and was is not None and not was["evidence"]


def _instead(was: Json | None, now: Json | None, new: Json) -> tuple[Quoted, ...]:
    """What stands now under the same headings in place of words that a rule found wrong, as far as `new` quotes it.

    A report holds no text of the plan but the words that its verdicts and facts rest on.
    """
    if was is None or now is not None:
        return ()
    known = [proof for item in new["requirements"] for proof in item["evidence"]]
    known += [fact["evidence"] for fact in new.get("facts", ())]
    found = (_likest(wrong, known) for wrong in was["evidence"])
    return _quotes({"evidence": [proof for proof in found if proof]}, {})


def _likest(wrong: Json, known: Iterable[Json]) -> Json | None:
    """Of these quotes the shortest that holds most of the words that were wrong; None where none holds much of them."""
    beside = [(held(_shown(wrong).strip("…"), _shown(proof)), proof) for proof in known if _at(proof) == _at(wrong)]
    share, best = max(beside, key=lambda one: (one[0], -len(_shown(one[1]))), default=(0.0, None))
    return best if share >= REWRITTEN else None


def _at(proof: Json) -> Sequence[str]:
    """The headings above a quote."""
    return tuple(proof.get("path") or ())


def _requirement(report: Json, key: str) -> Json:
    return next((dict(item) for item in report["requirements"] if item["id"] == key), {})


def _quotes(finding: Json | None, requirement: Json) -> tuple[Quoted, ...]:
    """The words that a finding, or the verdict on its requirement, rests on, each once."""
    proofs: Sequence[Json] = (finding or {}).get("evidence") or requirement.get("evidence") or ()
    found = (Quoted(proof["quote"], proof["page"], _shown(proof)) for proof in proofs)
    return tuple({(quote.shown, quote.page): quote for quote in found}.values())[:3]


def _shown(proof: Json) -> str:
    """As its report shows it; reports of before only have the quote."""
    words = proof.get("shown")
    return words if isinstance(words, str) and words else str(proof["quote"])


def _notes(old: Json, new: Json) -> Iterator[str]:
    names = [report["document"]["applicant"]["name"] for report in (old, new)]
    if names[0] != names[1]:
        yield f"两份的申报城市不同（{names[0] or '未识别'}、{names[1] or '未识别'}），请确认是同一方案。"
    if _standard(old, new) != _standard(new, old):
        yield "两份报告所用的核对标准不同，差别可能来自标准。"
    if old["tool"] != new["tool"]:
        yield "两份报告由不同版本的 yushen 或模型做出，差别可能来自程序。"
    if old["document"]["sha256"] == new["document"]["sha256"]:
        yield "两份是完全相同的文件。"
    if pages := new["document"].get("unreadable_pages"):
        yield f"新的一份有 {len(pages)} 页无法读取，有关问题不能算已解决。"


def _standard(report: Json, other: Json) -> str:
    """By what a report was judged, as far as `other` says it, too: reports of before do not tell the fingerprints."""
    known = "digest" if "digest" in other["profile"] and "digest" in report["profile"] else "sha256"
    return str(report["profile"][known])
