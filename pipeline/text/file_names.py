"""What a file is called, where the system hands its name over as bytes that are no UTF-8."""


def readable(name: str) -> str:
    """The name or path as it was meant: what a Windows ZIP unpacks to on Linux is GBK, and comes as lone surrogates."""
    return "/".join(map(_meant, name.split("/")))


def _meant(part: str) -> str:
    try:
        part.encode("utf-8")
    except UnicodeEncodeError:
        return part.encode("utf-8", "surrogateescape" if _escaped(part) else "replace").decode("gb18030", "replace")
    return part


def _escaped(part: str) -> bool:
    """Whether all surrogates are those that stand for a byte."""
    return all("\udc80" <= sign <= "\udcff" for sign in part if "\ud800" <= sign <= "\udfff")
