"""Where results cannot be written the run ends and says why: no plan is to blame, and the next ones would fare no better."""

import errno
from pathlib import Path

from pipeline.error_words import REASONS
from pipeline.errors import UnreadableError, UsageError

_AGAIN = "再运行一次同样的命令即可"
_HINDRANCES = {
    errno.ENOSPC: (REASONS["ENOSPC"] + "：“{}”或临时文件夹写不进去", "请腾出空间，"),
    errno.EDQUOT: (REASONS["EDQUOT"] + "：“{}”或临时文件夹写不进去", "请腾出空间，"),
    errno.EROFS: (REASONS["EROFS"] + "：“{}”写不进去", "请解除只读，"),
    errno.EACCES: ("没有写权限：“{}”写不进去", "请取得写权限，"),
}
"""Each with what the user can do about it. No other program holds a whole folder, so that EACCES says less than elsewhere."""


def hindrance(error: BaseException, out: Path) -> int:
    """The number of the error for which nothing can be written to `out`; 0 where `error` is of another kind."""
    reading = isinstance(error, UnreadableError)
    cause: BaseException | None = error
    while cause is not None:  # libraries wrap what the system says
        if isinstance(cause, OSError) and cause.errno in _HINDRANCES:
            return cause.errno if cause.errno != errno.EACCES or not reading and _is_of_results(cause, out) else 0
        cause = cause.__cause__ or cause.__context__
    return 0


def unwritable(number: object, out: Path, *, begun: bool) -> UsageError:
    """What the user is told of such an error; `begun`: whether any plan has been done, in this run or before."""
    what, remedy = _HINDRANCES.get(number if isinstance(number, int) else 0, ("结果写不进“{}”", "请检查磁盘，"))
    again = f"{_AGAIN}接着做，已完成的结果都在。" if begun else f"{_AGAIN}。"
    return UsageError(f"{what.format(out)}。{remedy}{again}")


def _is_of_results(error: OSError, out: Path) -> bool:
    """Whether access was denied to the folder of results, and not to a plan or to one report that somebody has open."""
    if error.filename2 is not None:  # a report that is open on Windows cannot be replaced, others can
        return False
    if error.filename is None:
        return True
    target, folder = Path(str(error.filename)).absolute(), out.absolute()
    return target.is_relative_to(folder) or folder.is_relative_to(target)
