"""The JSON contract: schema, exact quotes, determinism, and nothing live in its text."""

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest

from pipeline.findings import Report
from pipeline.report import json_report
from pipeline.report.sanitize import UNSAFE


def closed(schema: Any) -> Any:
    """The schema with no keys allowed beyond those it names: what we write must all be described."""
    if isinstance(schema, dict):
        closed_ = {key: closed(value) for key, value in schema.items()}
        return closed_ | ({"additionalProperties": False} if schema.get("type") == "object" else {})
    return [closed(item) for item in schema] if isinstance(schema, list) else schema


@pytest.fixture
def parsed(report: Report) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(json_report.to_json(report))
    return result


def test_schema_is_valid_itself() -> None:
    jsonschema.Draft202012Validator.check_schema(json_report.schema())


@pytest.mark.parametrize("name", ["report", "pdf_report", "hostile"])
def test_reports_satisfy_the_closed_schema(name: str, request: pytest.FixtureRequest) -> None:
    document = json.loads(json_report.to_json(request.getfixturevalue(name)))
    jsonschema.Draft202012Validator(closed(json_report.schema())).validate(document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("requirements", 0, "verdict"), "ok"),
        (("document", "applicant", "level"), "city"),
        (("sections", 1, "labels", 0, "probability"), 1.2),
        (("schema",), "yushen.report/2"),
    ],
)
def test_schema_refuses_wrong_values(parsed: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    broken: Any = deepcopy(parsed)
    place = broken
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, json_report.schema())


def test_a_quote_that_says_little_is_also_shown_with_what_stands_around_it(report: Report) -> None:
    proofs = [proof for item in json_report.to_dict(report)["facts"] for proof in (item["evidence"],)]
    told = [proof for proof in proofs if "shown" in proof]
    assert told and all(proof["shown"] != proof["quote"] and len(proof["shown"]) <= json_report.SHOWN for proof in told)


def test_contract_keys(parsed: dict[str, Any]) -> None:
    assert parsed["schema"] == "yushen.report/1"
    assert {"file", "sha256", "format", "pages", "characters", "unreadable_pages", "applicant"} <= set(
        parsed["document"]
    )
    assert parsed["document"]["unreadable_pages"] == [6]
    assert parsed["document"]["applicant"] == {"name": "徐州市", "province": "江苏省", "level": "prefecture"}
    assert {"id", "sha256"} <= set(parsed["profile"])
    assert parsed["tool"] == {"version": "0.1.0", "model": "sections-2022.1"}
    requirement = {"id", "title", "kind", "mandatory", "verdict", "confidence", "citation", "evidence"}
    assert all(requirement <= set(item) for item in parsed["requirements"])
    finding = {"rule", "requirement", "verdict", "severity", "message", "advice", "evidence", "searched"}
    assert all(finding <= set(item) for item in parsed["findings"])
    assert parsed["sections"][1]["labels"] == [{"label": "basics", "probability": 0.9123}]


@pytest.mark.parametrize("name", ["report", "hostile"])
def test_quotes_are_exact(name: str, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(name)
    parsed = json.loads(json_report.to_json(report))
    proofs = [proof for kind in ("requirements", "findings") for item in parsed[kind] for proof in item["evidence"]]
    assert proofs
    for proof in proofs + [fact["evidence"] for fact in parsed["facts"]]:
        assert report.document.blocks[proof["block"]].text[proof["start"] : proof["stop"]] == proof["quote"]


def test_same_report_same_bytes(report: Report) -> None:
    assert json_report.to_json(report) == json_report.to_json(deepcopy(report))


def test_hostile_text_is_kept_but_escaped(hostile: Report) -> None:
    text = json_report.to_json(hostile)
    assert not UNSAFE.search(text)
    assert json.loads(text) == json.loads(json.dumps(json_report.to_dict(hostile)))
    assert "\\u001b[31m红" in text
