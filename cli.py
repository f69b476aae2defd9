"""Runs yushen from a checkout: python cli.py check 方案.docx"""

from pipeline.cli import main

if __name__ == "__main__":
    main()
