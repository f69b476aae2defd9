"""How wide text is in a Chinese font."""


def ems(text: str) -> float:
    """Width in sizes of a Han character: a digit or Latin letter takes half of one."""
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))
