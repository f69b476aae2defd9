"""Words and names."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.language import Name, lexicon, names, words


def test_terms_of_the_field_stay_whole() -> None:
    assert words("推广 建筑机器人和BIM审图") == ["推广", "建筑机器人", "和", "BIM审图"]


def test_the_global_jieba_is_left_alone(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    import jieba

    monkeypatch.setattr(jieba.dt, "initialized", False)
    with caplog.at_level(logging.DEBUG):
        words("智能建造试点城市")
    assert not jieba.dt.initialized
    assert not caplog.records


def test_names_are_longest_and_placed_in_their_text() -> None:
    texts = ["在江苏省徐州市，", "", "市住房和城乡建设局负责"]
    found = names(texts)
    assert [(texts[name.index][name.start : name.stop], name.kind) for name in found] == [
        ("江苏省", "place"),
        ("徐州市", "place"),
        ("住房和城乡建设局", "agency"),
    ]
    assert names([]) == names([""]) == []
    assert names(["徐州", "市"]) == [Name(0, 0, 2, "place")]


def test_lexicons_have_no_comments_and_no_doubles() -> None:
    for name in ("agencies", "terms", "indicators"):
        entries = lexicon(name)
        assert len(entries) == len(set(entries)), name
        assert not any("#" in entry for entry in entries)


def test_importing_is_cheap() -> None:
    code = "import sys, pipeline.language, pipeline.extract; print('spacy' in sys.modules, 'jieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_nothing_is_written_beside_the_results(tmp_path: Path) -> None:
    code = "from pipeline.language import words; print(*words('推进智能建造与建筑工业化协同发展'))"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True,
        env=os.environ | {"TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert "智能建造" in said.stdout.split()
    assert list(tmp_path.iterdir()) == []
