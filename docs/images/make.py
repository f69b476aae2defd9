"""Makes the pictures of the documentation out of the product itself: python docs/images/make.py

Needs Chromium, LibreOffice and Poppler. Terminal output is drawn by Rich as HTML.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import docx
from docx.oxml.ns import qn
from PIL import Image
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.commands.starters import give_samples  # noqa: E402
from pipeline.journey import review  # noqa: E402
from pipeline.report import text  # noqa: E402

WIDTH, SIZE, ROW, PAD = 92, 16, 22, 16
"""Of a terminal picture: columns, height of the characters and of a row, and margin, in pixels."""
RULES = "@font-face{font-family:rules;src:local('DejaVu Sans Mono');unicode-range:U+2500-257F;size-adjust:83%}"
"""The Chinese font draws rules two columns wide; a terminal draws them one wide."""
SHOWN = 26
"""Lines of output in a picture of a command."""


def yushen(*arguments: str, folder: Path) -> str:
    """Run the command line in `folder` and return what it prints."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments], cwd=folder, capture_output=True, encoding="utf-8"
    )
    return done.stdout + done.stderr


def save(shown: Console, name: str) -> None:
    """A picture of what the console shows, in a font whose Han characters are just two columns wide."""
    rows = shown.export_text(clear=False).count("\n") + 1
    body = shown.export_html(inline_styles=True, code_format="{code}")
    style = (
        f"{RULES}body{{margin:0}}pre{{margin:0;padding:{PAD}px;font:{SIZE}px/{ROW}px rules,'Noto Sans Mono CJK SC'}}"
    )
    with tempfile.TemporaryDirectory() as home:
        sheet = Path(home) / "terminal.html"
        sheet.write_text(f"<meta charset=utf-8><style>{style}</style><pre>{body}</pre>", encoding="utf-8")
        browser(sheet, name, (WIDTH * SIZE // 2 + 4 * PAD, rows * ROW + 2 * PAD))


def console() -> Console:
    return Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False
    )


def shell(name: str, words: str, *arguments: str, folder: Path) -> None:
    """A picture of a command and what it prints."""
    shown = console()
    shown.print(Text(f"$ yushen {words}\n", style="bold"))
    lines = yushen(*arguments, folder=folder).rstrip().splitlines()
    shown.print(Text("\n".join([*lines[:SHOWN], *["……"][: len(lines) > SHOWN]])))
    save(shown, name)


def matrix(folder: Path) -> None:
    """The head of the report on 株洲's draft: what was read and the first tables."""
    whole = console()
    text.render(review(folder / "方案.docx"), whole)
    lines = whole.export_text(styles=True, clear=True).splitlines()
    stop = next(i for i, line in enumerate(lines) if "培育智能建造产业" in line)
    shown = console()
    shown.print(Text("$ yushen check 方案.docx\n", style="bold"))
    shown.print(Text.from_ansi("\n".join([*lines[:stop], "  ……"])))
    save(shown, "check.png")


def browser(source: Path, name: str, size: tuple[int, int]) -> None:
    """A screenshot of an HTML file."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={home}", "--hide-scrollbars",
             f"--window-size={size[0]},{size[1]}", f"--screenshot={HERE / name}", source.resolve().as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    shrink(name)


def printed(source: Path, folder: Path) -> Path:
    """A Word file as LibreOffice prints it."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'home').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=180)
    return folder / source.with_suffix(".pdf").name


def page_picture(pdf: Path, target: Path, page: int) -> None:
    """One page as PNG."""
    options = ["-r", "80", "-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *options, str(pdf), str(target.with_suffix(""))], check=True, capture_output=True)


def office(source: Path, name: str, page: int = 1) -> None:
    """A page of a Word file."""
    with tempfile.TemporaryDirectory() as home:
        page_picture(printed(source, Path(home)), HERE / name, page)
    shrink(name)


def comments_of(source: Path, words: str) -> list[str]:
    """Texts of the comments on those paragraphs of a Word file that stand in `words`."""
    word = docx.Document(str(source))
    texts = {str(comment.comment_id): comment.text for comment in word.comments}
    found = []
    for paragraph in word.paragraphs:
        starts = paragraph._p.findall(qn("w:commentRangeStart"))
        if starts and paragraph.text[:14] in words:
            found += [texts[start.get(qn("w:id"))] for start in starts]
    return found


def annotated(source: Path, name: str, page: int) -> None:
    """A page of the annotated plan, its comments set beside it as Word does (LibreOffice prints only their signs)."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        pdf = printed(source, folder)
        page_picture(pdf, folder / "page.png", page)
        options = ["-f", str(page), "-l", str(page)]
        done = subprocess.run(["pdftotext", *options, str(pdf), "-"], check=True, capture_output=True, encoding="utf-8")
        cards = "".join(f"<p>{escape(text)}</p>" for text in comments_of(source, "".join(done.stdout.split())))
        style = (
            "body{margin:0;display:flex;background:#eee;font:13px/1.5 'Noto Sans CJK SC',sans-serif}"
            "div{padding:24px 16px;width:420px}p{background:#fff;border-left:4px solid #c0392b;margin:0 0 10px;"
            "padding:8px 10px;white-space:pre-wrap}"
        )
        sheet = folder / "sheet.html"
        content = f"<meta charset=utf-8><style>{style}</style><img src=page.png><div>{cards}</div>"
        sheet.write_text(content, encoding="utf-8")
        browser(sheet, name, (1115, 936))


def shrink(name: str) -> None:
    """Fewer colours: a third of the size."""
    picture = Image.open(HERE / name).convert("RGB").quantize(64)
    picture.save(HERE / name, optimize=True)


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        give_samples(folder)
        matrix(folder)
        shell("explain.png", "explain schedule.period", "explain", "schedule.period", folder=folder)
        shell("diff.png", "diff 初稿.docx 修改稿.docx", "diff", "初稿.docx", "修改稿.docx", folder=folder)
        yushen("check", "方案.docx", "--report", "报告", "--as", "annotated,html,docx", folder=folder)
        browser(folder / "报告" / "方案.预审.html", "report.png", (1280, 1000))
        annotated(folder / "报告" / "方案.批注.docx", "annotated.png", 4)
        yushen("check", "报送/咸阳市.docx", "--report", "意见", "--as", "docx", folder=folder)
        office(folder / "意见" / "咸阳市.意见表.docx", "opinion.png")
        yushen("batch", "报送", "-o", "结果", folder=folder)
        browser(folder / "结果" / "总览.html", "overview.png", (1280, 800))


if __name__ == "__main__":
    main()
