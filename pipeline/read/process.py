"""What our processes that serve another have in common: the reading process and the workers of a round."""

import traceback

LONGEST_TRACE = 4000
"""Characters; the end of a trace says where."""


def trace(error: BaseException) -> str:
    """Where it came from, for the developers' eyes: the cause that an error of ours stands for, and its notes."""
    if error.__cause__ is None:
        return "".join(traceback.format_exception(error))[-LONGEST_TRACE:]
    notes = "".join(f"{note}\n" for note in getattr(error, "__notes__", ()))
    return ("".join(traceback.format_exception(error.__cause__)) + notes)[-LONGEST_TRACE:]
