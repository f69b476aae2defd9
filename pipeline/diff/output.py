"""What became of a plan's gaps between two versions, for programs and for reading."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from pipeline.diff.changes import Change, Diff, Quoted, plain
from pipeline.diff.inputs import Json
from pipeline.report.quoting import quoted
from pipeline.report.sanitize import escape_json, line
from pipeline.report.whereabouts import page
from pipeline.vocabulary import SEVERITIES, VERDICTS

SCHEMA = "yushen.diff/1"


def to_json(found: Diff) -> str:
    """`yushen.diff/1`, indented, ending in a line feed."""
    content = {
        "schema": SCHEMA,
        "old": found.old,
        "new": found.new,
        "notes": list(found.notes),
        "counts": {
            "closed": len(found.closed),
            "still_open": len(found.open),
            "newly_found": len(found.fresh),
            "dropped": len(found.dropped),
        },
        "closed": [_stored(change) for change in found.closed],
        "still_open": [_stored(change) for change in found.open],
        "newly_found": [_stored(change) for change in found.fresh],
        "dropped": [_stored(change) for change in found.dropped],
    }
    return escape_json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def _stored(change: Change) -> Json:
    return asdict(change) | {"changed": change.changed}


def to_text(found: Diff) -> str:
    """The comparison for reading, one gap a paragraph: first what is still to be done, with the advice."""
    parts = [f"旧：{line(found.old)}", f"新：{line(found.new)}"]
    parts += [f"注意：{line(note)}" for note in found.notes]
    groups = {"仍存在": found.open, "新出现": found.fresh, "已解决": found.closed}
    if found.dropped:
        groups["不再选做"] = found.dropped
    due = {*found.open, *found.fresh}
    parts.append("，".join(f"{title} {len(changes)}" for title, changes in groups.items()))
    for title, changes in groups.items():
        if changes:
            parts += ["", f"—— {title}（{len(changes)}）——"]
            for change in changes:
                parts += _lines(change, found.exact)
                parts += [f"    修改建议 {line(change.advice)}"] if change in due and change.advice else []
    return "\n".join(parts) + "\n"


def _lines(change: Change, exact: tuple[bool, bool]) -> Iterator[str]:
    verdicts = ""
    if change.before or change.after:
        verdicts = (
            f"{_word(change.before)} → {_word(change.after)}" if change.before != change.after else _word(change.after)
        )
    title = " · ".join(dict.fromkeys(line(part) for part in (change.title, change.name) if part))
    head = [SEVERITIES.get(change.severity, ""), verdicts, title, line(change.clause), change.code]  # type: ignore[call-overload]
    yield "· " + "  ".join(part for part in head if part)
    yield f"    {line(change.message)}"
    kept = {plain(proof.quote) for proof in change.old} & {plain(proof.quote) for proof in change.new}
    for sign, quotes, about in (("旧", change.old, exact[0]), ("新", change.new, exact[1])):
        for proof in quotes:
            if plain(proof.quote) not in kept:
                yield f"    {sign} {_quoted(proof, about)}"
    for proof in change.new if change.changed else change.new[:1]:
        if plain(proof.quote) in kept:
            yield f"    原文未变 {_quoted(proof, exact[1])}"


def _quoted(proof: Quoted, exact: bool) -> str:
    return f"{page(proof.page, exact=exact)}：{quoted(proof.shown, 160)}"


def _word(verdict: str) -> str:
    return {str(name): word for name, word in VERDICTS.items()}.get(verdict, "未列入")
