"""Writes a notice's fingerprints: python -m pipeline.profiles.fingerprint NOTICE.txt > PROFILE.fingerprints"""

import sys
from pathlib import Path

from pipeline.text.fingerprint import stretches


def main() -> None:
    """Print one hash a line, in hexadecimal."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    print("\n".join(f"{value:012x}" for value in sorted({value for value, _, _ in stretches(text)})))


if __name__ == "__main__":
    main()
