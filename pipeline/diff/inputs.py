"""What `yushen diff` compares: reports as JSON, read back, or plans, checked now."""

import json
from pathlib import Path
from typing import Any

from pipeline.error_words import reason
from pipeline.errors import NotFoundError, UsageError
from pipeline.limits import Limits, Progress
from pipeline.profile import Profile
from pipeline.report.json_report import SCHEMA, to_dict

_LARGEST = 200 * 1024 * 1024
Json = dict[str, Any]


def load(path: Path, profile: Profile, *, limits: Limits | None = None, progress: Progress | None = None) -> Json:
    """The report at `path`, or that on the plan at `path`, checked now within `limits`; `progress` is told of its pages.

    Raises UsageError for JSON that is no report, UnreadableError for a plan that cannot be read.
    """
    if path.suffix.lower() != ".json":
        from pipeline.journey import review

        return to_dict(review(path, profile, limits=limits, progress=progress))
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"“{path.name}”过大，不像一份报告。")
        found = json.loads(path.read_bytes())  # with a mark of its encoding, as editors on Windows write it, or without
    except OSError as error:
        raise NotFoundError(f"打不开“{path}”（{reason(error)}）。请检查路径。") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"“{path.name}”不是 yushen 的 JSON 报告。请给出方案文件，或 --format json 的结果。") from error
    if not _is_report(found):
        raise UsageError(f"“{path.name}”不是 yushen 的 JSON 报告。请给出方案文件，或 --format json 的结果。")
    return dict(found)


_SHAPE: dict[str, tuple[str, ...]] = {
    "findings": ("rule", "requirement", "verdict", "severity", "message", "advice", "evidence"),
    "requirements": ("id", "title", "verdict", "citation", "evidence"),
}


def _is_report(found: Any) -> bool:
    """Whether it has what comparing needs; the JSON Schema itself is checked where reports are made."""
    try:
        entries = [(item, names) for part, names in _SHAPE.items() for item in found[part]]
        shown = [item[name] for item, names in entries for name in names if name != "evidence"]
        proofs = [proof for item, _ in entries for proof in item["evidence"]]
        proofs += [fact["evidence"] for fact in found.get("facts", ())]
        document = found["document"]
        heads = (
            document["file"],
            document["sha256"],
            document["applicant"]["name"],
            found["profile"]["sha256"],
            found["tool"],
        )
        texts = [*shown, *heads[:4], *(proof["quote"] for proof in proofs)]
        whole = all(isinstance(text, str) for text in texts) and all(isinstance(proof["page"], int) for proof in proofs)
        whole = whole and isinstance(document["exact_pages"], bool)
        lists = [document.get("unreadable_pages", []), *(proof.get("path", []) for proof in proofs)]
        return whole and all(isinstance(part, list) for part in lists) and found["schema"] == SCHEMA
    except (KeyError, TypeError, IndexError):
        return False
