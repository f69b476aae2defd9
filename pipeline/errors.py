"""Every error that a user can meet, each with its exit code and a message in Chinese that says what to do.

YushenError                exit 2
├── UsageError             exit 2   the command cannot be carried out as given
├── ProfileError           exit 2   a profile is broken; names file, line and the offending text
├── OutputError            exit 2   one kind of report cannot be made of this file; the verdicts and the others stand
└── UnreadableError        exit 3   the input cannot be read
    ├── NotFoundError               no such file, or not a file
    ├── UnsupportedFormatError      content of a kind that yushen does not read
    │   └── MissingProgramError     a kind that is read through a program which is not installed
    ├── EncryptedError              a password is needed
    ├── CorruptError                damaged, or not what it claims to be
    ├── EmptyError                  no content at all
    ├── LimitError                  larger than a limit of `pipeline.limits.Limits`
    ├── HostileError                made to do harm (bombs, DOCTYPE, path traversal)
    └── ReaderCrashedError          reading died, ran out of time or of memory; or judging failed
"""


class YushenError(Exception):
    """Base of all errors shown to users; `str(error)` is a Chinese message that says what to do next."""

    exit_code = 2


class UsageError(YushenError):
    """The command cannot be carried out as given."""


class ProfileError(YushenError):
    """A profile is broken."""


class OutputError(YushenError):
    """One kind of report cannot be made of this file."""


class UnreadableError(YushenError):
    """The input cannot be read."""

    exit_code = 3


class NotFoundError(UnreadableError):
    """No such file, or not a regular file."""


class UnsupportedFormatError(UnreadableError):
    """Content of a kind that yushen does not read."""


class MissingProgramError(UnsupportedFormatError):
    """Content of a kind that is read through a program which is not installed: once it is, the file can be read."""


class EncryptedError(UnreadableError):
    """A password is needed."""


class CorruptError(UnreadableError):
    """Damaged, or not what it claims to be."""


class EmptyError(UnreadableError):
    """No content at all."""


class LimitError(UnreadableError):
    """Larger than one of the limits in `pipeline.limits.Limits`."""


class HostileError(UnreadableError):
    """Made to do harm."""


class ReaderCrashedError(UnreadableError):
    """The reading process died, ran out of time or of memory; or judging what was read failed."""
