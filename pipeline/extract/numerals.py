"""Numerals as check/duration.py still imports them."""

from pipeline.numerals import value_of as value_of
