"""What the command line's parser and the operating system complain of, in Chinese.

typer brings its own copy of click or takes that which is installed, by version: its errors are known by name.
"""

import errno
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

REASONS = {
    "EACCES": "没有权限，或正被其他程序打开",
    "EPERM": "没有权限",
    "EEXIST": "已有同名的文件",
    "ENOENT": "没有这个文件或文件夹",
    "ENOTDIR": "路径中有一段是文件，不是文件夹",
    "EISDIR": "是文件夹，不是文件",
    "EROFS": "磁盘是只读的",
    "ENOSPC": "磁盘已满",
    "EDQUOT": "磁盘配额已用完",
    "ENAMETOOLONG": "名称太长",
    "EBUSY": "正被占用",
    "ETXTBSY": "正被占用",
    "EIO": "磁盘读写出错",
    "EMFILE": "打开的文件太多",
    "ENFILE": "打开的文件太多",
    "ELOOP": "链接绕回了自身",
    "EINVAL": "系统不接受这个名称",
    "ESTALE": "网络盘已断开",
    "ENOTEMPTY": "文件夹不是空的",
    "ENOMEM": "内存不足",
}
"""By name and not by number, for not every system has every one."""


def stumbled(name: str, error: Exception) -> str:
    """What is said where checking a plan fails, which is a fault of ours, though the file may have led to it."""
    if isinstance(error, MemoryError):
        return f"核对 {name} 时内存不足，已停止。请拆分文件，或调大 --memory。"
    return f"核对 {name} 时出错，已跳过，多半不是文件的问题。请把出错信息反馈给开发人员；也可用 Word 或 WPS 另存为新的 DOCX 后再试。"


def reason(error: OSError) -> str:
    """Why the system refused, in a few words."""
    name = errno.errorcode.get(error.errno or 0, "")
    return REASONS.get(name) or f"系统错误 {name or error.errno or type(error).__name__}"


def is_usage(error: Exception) -> bool:
    """Whether the parser of the command line raised it."""
    return type(error).__module__.split(".")[0] in ("click", "typer") and hasattr(error, "format_message")


def usage(error: Any, typed: Sequence[str]) -> str:
    """What is wrong with the command as `typed`, and where to look; help itself where nothing was asked for."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error)
    known = (_USAGE[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in _USAGE)
    return f"用法有误：{next(known, _plain)(error)}\n查看用法：{_command(error, typed)} --help"


def _command(error: Any, typed: Sequence[str]) -> str:
    """The command that was meant, “yushen check”: by what was typed, where the error does not say."""
    context = getattr(error, "ctx", None)
    words = str(context.command_path).split(" ")[1:] if context else [word for word in typed[:1] if word.isalpha()]
    return " ".join(["yushen", *words])


def _missing(error: Any) -> str:
    said = str(getattr(error.param, "help", None) or "").rstrip("。")
    return f"缺少 {_name(error)}" + (f"：{said}。" if said else "。")


def _no_option(error: Any) -> str:
    near = "、".join(sorted(error.possibilities or ()))
    return f"没有 {error.option_name} 这个选项。" + (f"是不是 {near}？" if near else "")


def _bad_option(error: Any) -> str:
    lacking = "requires" in str(error.message)
    return f"{error.option_name} 后面{'要写一个值' if lacking else '不能写值'}。"


def _bad_value(error: Any) -> str:
    return f"{_name(error)} 的值不对：{_said(str(error.message)) or '无法识别'}。"


def _plain(error: Any) -> str:
    return f"{_said(str(error.message)) or '命令写得不对'}。" + _command_meant(error)


def _command_meant(error: Any) -> str:
    """The command whose name is most like the one that there is not."""
    typed = re.search(r"No such command '(.*?)'", str(error.message))
    known = getattr(getattr(error.ctx, "command", None), "commands", {}) if typed else {}
    near = get_close_matches(typed[1], known, n=1) if typed else []
    return f"是不是 {near[0]}？" if near else ""


def _said(message: str) -> str:
    """The Chinese for the first of the sentences below that is in the message; "" for none."""
    for pattern, words in _SENTENCES:
        if found := re.search(pattern, message):
            return words.format(*(re.sub(r"', '", "、", group).strip("'") for group in found.groups()))
    return ""


def _name(error: Any) -> str:
    """How the option or argument is typed."""
    param = error.param
    if param is None:
        return str(error.param_hint or "参数")
    if param.param_type_name == "option":
        return " / ".join(param.opts)
    return str(param.metavar or param.name).upper()


_USAGE: Mapping[str, Callable[[Any], str]] = {
    "MissingParameter": _missing,
    "NoSuchOption": _no_option,
    "BadOptionUsage": _bad_option,
    "BadParameter": _bad_value,
}
_SENTENCES = (
    (r"No such command '(.*?)'", "没有 {0} 这个命令"),
    (r"unexpected extra arguments?(?:\(s\))? \((.*)\)", "多出了 {0}"),
    (r"'(.*)' is not one of (.*?)\.?$", "没有“{0}”，可用的有 {1}"),
    (r"(?:greater than or equal to |range x>=)(-?\d+)", "不能小于 {0}"),
    (r"(?:less than or equal to |range x<=)(-?\d+)", "不能大于 {0}"),
    (r"valid integer", "应当是整数"),
)
"""What messages hold, by pattern, and how it is said here."""
