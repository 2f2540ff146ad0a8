"""Every message Luoshi says of its own accord when something is wrong, numbered, in Chinese and English.

`LuoshiError` is the one family of errors that doors catch and show; it prints as one line.
"""

from __future__ import annotations

MESSAGES = {
    # Reading a file: L1xx
    "L101": ("文件不存在:请核对路径", "no such file: check the path"),
    "L102": (
        "不是普通文件(设备、管道等):请给出文件或文件夹",
        "not a regular file (a device, a pipe): name a file or a folder",
    ),
    "L103": ("打不开({reason}):请检查权限或存储", "cannot be opened ({reason}): check permissions and storage"),
    "L104": (
        "文件过大({size},上限 {limit}):请拆分后再读",
        "file too large ({size}, limit {limit}): split it and read the parts",
    ),
    "L105": ("文件是空的:请重新取得原件", "the file is empty: get it again from where it came"),
    "L106": ("文件里没有文字:请核对是否给错了文件", "no words in the file: check that it is the right one"),
    "L107": (
        "文字过多({size},上限 {limit}):请拆分后再读",
        "too much text ({size}, limit {limit}): split it and read the parts",
    ),
    "L108": (
        "不是能读的文件类型:请另存为 .docx、.pdf、.html 或 .txt",
        "not a kind of file that can be read: save it as .docx, .pdf, .html or .txt",
    ),
    "L109": ("认不出文字编码:请另存为 UTF-8 文本", "cannot tell the text's encoding: save it as UTF-8"),
    "L110": ("这是{chinese}:请另存为 .docx 或 .pdf", "this is {english}: save it as .docx or .pdf"),
    "L111": ("这是压缩包({what}):请先解压", "this is an archive ({what}): unpack it first"),
    "L112": ("这是图片({what}):请先做文字识别(OCR)", "this is a picture ({what}): recognise its text (OCR) first"),
    "L113": ("文件已加密:请去掉密码后另存", "the file is encrypted: save it without a password"),
    "L114": ("文件残缺或损坏({reason}):请重新取得原件", "the file is cut short or damaged ({reason}): get it again"),
    "L115": (
        "解压后过大或结构可疑({reason}):疑似压缩炸弹,已拒绝;请在办公软件中打开并另存",
        "expands too far or is oddly built ({reason}), likely a zip bomb: open it in an office program and resave",
    ),
    "L116": (
        "PDF 没有文字层(扫描件):请先做文字识别(OCR)",
        "the PDF has no text layer (a scan): recognise its text (OCR) first",
    ),
    "L117": (
        "PDF 文字层是乱码(字体没有编码表):请先做文字识别(OCR)",
        "the PDF's text layer is garbled (fonts without a character map): recognise its text (OCR) first",
    ),
    "L118": ("PDF 没有一页:请重新取得原件", "the PDF has no pages: get it again from where it came"),
    "L119": ("文件夹里没有能读的文件({suffixes})", "the folder holds no file that can be read ({suffixes})"),
    "L121": (
        "读取超时({seconds} 秒):文件可能有问题;请在办公软件中打开并另存,或拆分后再读",
        "took longer than {seconds} s: the file may be at fault; open and resave it, or split it",
    ),
    "L122": (
        "读取所需内存超过上限({memory_mb} MB):请拆分后再读",
        "needs more memory than allowed ({memory_mb} MB): split it and read the parts",
    ),
    "L123": (
        "解析程序崩溃({reason}):文件可能损坏;请在办公软件中打开并另存",
        "the parser crashed ({reason}): the file may be damaged; open it in an office program and resave",
    ),
    "L124": (
        "解析失败({reason}):文件可能损坏;请在办公软件中打开并另存",
        "the parser failed ({reason}): the file may be damaged; open it in an office program and resave",
    ),
    # The ledger: L2xx
    "L201": ("账本文件夹不能写入({reason}):请换一个 LUOSHI_HOME", "cannot write the ledger's folder: set LUOSHI_HOME"),
    "L202": (
        "数据库地址看不懂:应为 postgresql://用户:口令@主机:端口/库名",
        "not a database address: postgresql://user:password@host:port/name",
    ),
    "L203": ("没有权限:{permission}", "not permitted: {permission}"),
    "L204": ("读取期间文件被改动:请再载入一次", "the file changed while it was being read: load it again"),
    "L205": ("数据库连不上:{reason}", "cannot reach the database: {reason}"),
    "L206": ("账本被别的进程占用太久:请稍后再试", "the ledger stayed busy for too long: try again later"),
    "L207": ("账本里没有这份文件", "no such document in the ledger"),
    "L208": ("文本里有数据库存不下的字符(位置 {position})", "a character at {position} that no database can hold"),
    "L209": ("原文里没有这一段", "no such stretch in the text"),
    "L210": ("这类事实没有“{field}”一栏", "no such field for this kind of fact: {field}"),
    "L211": ("这条更正已经撤回", "already retracted"),
    "L212": ("“{field}”一栏不能填“{value}”", "{value} is no value for {field}"),
    "L213": ("这一段上没有这类事实", "no fact of this kind stands on these words"),
    # The command line: L3xx
    "L301": ("写不进去({reason}):请换一个位置", "cannot be written ({reason}): choose another place"),
    "L302": ("{form} 不能显示在屏幕上:请用 -o 指定文件", "{form} does not show on a screen: name a file with -o"),
    "L303": (
        "超过 Excel 一张表的行数({rows}):请用 csv 或 parquet",
        "more rows than a sheet holds ({rows}): use csv or parquet",
    ),
    "L304": ("端口 {port} 已被占用:请用 --port 换一个", "port {port} is in use: choose another with --port"),
    "L305": (
        "缺少服务端组件:请运行 pip install 'luoshi[server]'",
        "the server's parts are missing: pip install 'luoshi[server]'",
    ),
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
        line = f"{self.subject}: {line}" if self.subject else line
        # A subject may be any file name: no line ends, terminal codes or broken characters reach the screen.
        return " ".join("".join(c if c.isprintable() or c.isspace() else "�" for c in line).split())

    def __reduce__(self) -> tuple[object, ...]:  # the plain way would pass `details` as a third positional
        return _made_again, (type(self), *self.args)


class ReadError(LuoshiError):
    """A file that cannot be read, and what to do about it."""


def _made_again(kind: type[LuoshiError], number: str, subject: str, details: dict[str, object]) -> LuoshiError:
    return kind(number, subject, **details)


class LedgerError(LuoshiError):
    """Something the ledger cannot do, and what to do about it."""
