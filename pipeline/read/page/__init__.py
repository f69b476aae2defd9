"""A page laid out in points, wherever it came from: glyphs → lines, columns and tables → blocks → furniture.

PDF engines deliver glyphs that they read, recognition those that it saw; from there on there is one way for both, and
for pictures of pages inside a DOCX. Nothing here opens a file.
"""
