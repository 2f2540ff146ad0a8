"""Every message Luoshi says of its own accord when something is wrong, numbered, in Chinese and English.

`LuoshiError` is the one family of errors that doors catch and show; it prints as one line.
"""

from __future__ import annotations

MESSAGES = {
    # Reading a file: L1xx
    "L101": ("文件不存在:请核对路径", "no such file: check the path"),
}
"""Number: (Chinese, English). `{name}` fields are filled from the error's details."""


class LuoshiError(Exception):
    """Something a user can act on. Prints as one line: subject, number, Chinese, English."""

    def __init__(self, number: str, subject: str = "", **details: object) -> None:
        self.number = number
        self.subject = subject
        self.chinese, self.english = (part.format(**details) for part in MESSAGES[number])
        super().__init__(number, subject, details)

    def __str__(self) -> str:
        line = f"[{self.number}] {self.chinese} / {self.english}"
        return " ".join((f"{self.subject}: {line}" if self.subject else line).split())


class ReadError(LuoshiError):
    """A file that cannot be read, and what to do about it."""
