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
    "L125": ("不是能打开的 Excel 表格:请另存为 .xlsx", "not a workbook that can be opened: save it as .xlsx"),
    "L126": (
        "表里没有“任务内容”和“牵头单位”这样的列:请写明表头",
        "no sheet has columns for the tasks and for who leads them: give the table its heads",
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
    # The journal and backups: L220–L239
    "L220": (
        "第 {entry} 条被改动(此前可信到第 {sound} 条)",
        "entry {entry} was changed (sound up to {sound})",
    ),
    "L221": (
        "缺第 {entry} 条至第 {last} 条(此前可信到第 {sound} 条)",
        "entries {entry} to {last} are missing (sound up to {sound})",
    ),
    "L222": (
        "第 {entry} 条接不上前一条:有人重写过(此前可信到第 {sound} 条)",
        "entry {entry} does not follow the one before: rewritten (sound up to {sound})",
    ),
    "L223": (
        "尾部被截:库外记到第 {head} 条,库里从第 {entry} 条起没有了(此前可信到第 {sound} 条)",
        "the tail is cut off: the heads know {head} entries, from {entry} on they are gone (sound up to {sound})",
    ),
    "L224": (
        "第 {entry} 条与库外所记不符:尾部被重写(此前可信到第 {sound} 条)",
        "entry {entry} is not the one the heads know: the tail was rewritten (sound up to {sound})",
    ),
    "L225": (
        "第 {entry} 条的内容没有了,又没有抹去的记录(此前可信到第 {sound} 条)",
        "the payload of entry {entry} is gone and no entry says who erased it (sound up to {sound})",
    ),
    "L226": (
        "库外所记读不了({reason}),尾部是否被截看不出",
        "the heads outside the database cannot be read ({reason}): a cut-off tail would not show",
    ),
    "L227": ("不能记入流水({reason})", "cannot be entered in the journal ({reason})"),
    "L228": ("不能抹去第 {entry} 条的内容:{chinese}", "the payload of entry {entry} cannot be erased: {english}"),
    "L229": ("这里没有账本:请核对 LUOSHI_HOME", "no ledger here: check LUOSHI_HOME"),
    "L230": (
        "缺少程序 {program}:请安装 postgresql-client(版本不低于数据库)",
        "the program {program} is missing: install postgresql-client, no older than the server",
    ),
    "L231": ("{program} 没有做成({reason})", "{program} failed ({reason})"),
    "L232": ("写不成({reason}):什么都没有留下,请换一个位置", "cannot be written ({reason}): nothing was left; choose another place"),
    "L233": ("另一个备份或恢复正在写这里:请等它做完", "another backup or restore is writing here: wait for it"),
    "L234": ("账本文件夹不是空的,不恢复:请换一个 LUOSHI_HOME", "the ledger's folder is not empty: set LUOSHI_HOME to another"),
    "L235": ("数据库不是空的,不恢复:请新建一个", "the database is not empty: make a new one"),
    "L236": ("不是完好的备份({reason}):请用另一份", "not a whole backup ({reason}): take another"),
    "L237": ("备份里有不该有的东西({name}),不恢复", "no backup of Luoshi holds such a thing ({name}): refused"),
    "L238": (
        "备份来自 {kind} 账本:请{chinese} LUOSHI_DATABASE_URL",
        "the backup is of a ledger in {kind}: {english} LUOSHI_DATABASE_URL",
    ),
    "L239": ("备份由更新的版本({version})制作:请先升级", "made by a later version ({version}): upgrade first"),
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
    # Units, posts and the office's flow of tasks: L700–L799
    "L701": ("已有同名的现有单位:请核对或改名", "a standing unit has this name: check, or choose another"),
    "L702": ("名称是空的或过长:请写 1 到 100 字", "the name is empty or too long: 1 to 100 characters"),
    "L703": ("不能这样合并:两个单位须在设、同一工作区且互不隶属", "these cannot be merged: both must stand, in one workspace, neither under the other"),
    "L704": ("该单位已有这个岗位", "the unit has a post of this title"),
    "L705": ("目录里没有这个职能:请从列表选择", "the catalogue knows no such office: choose from the list"),
    "L706": ("该单位没有这个岗位:新设请用 --duty 写明职责", "the unit has no such post: say its --duty to make it"),
    "L707": ("没有这个现有单位:luoshi office list 可看全部", "no such standing unit: see `luoshi office list`"),
    "L710": ("{who}不能{action}:请由有权的岗位办理", "{who} may not do this ({english}): a post with the right must"),
    "L711": ("现在的状态是“{state}”,不能{action}", "the state is {state}: this step ({english}) cannot be made now"),
    "L712": (
        "这一行刚被{who}改过,您的内容没有存入:请对照后再改",
        "{who} has just changed this row; yours was not saved: compare and try again",
    ),
    "L713": ("请写明理由", "say why"),
    "L714": ("没有这一项:请刷新后再看", "no such item: look again"),
    "L715": ("还有 {count} 行{what}:请先处理", "{count} rows are not settled ({what}): settle them first"),
    "L716": ("内容有误:{what}", "not as it must be: {what}"),
    "L717": ("请先回答:{what}", "answer first: {what}"),
    "L720": ("只有演练账本可以设定日期:请在启动时设 LUOSHI_REHEARSAL=1", "only a rehearsal's day can be set: start with LUOSHI_REHEARSAL=1"),
    "L730": (
        "督办函以政府名义发出:请送分管领导或区长签发",
        "a letter of this degree goes out in the government's name: send it to a leader to be signed",
    ),
    "L731": (
        "函件须涉及该单位牵头、配合或供数的在办任务(1 到 {most} 项)",
        "a letter is about open tasks in which its unit has a part (1 to {most})",
    ),
    "L732": ("编号 {taken} 已经用过:请核对", "the number {taken} is taken: check it"),
    "L733": ("这一天已有同类会议", "there is such a meeting on that day"),
    "L734": ("不能用作模板({reason}):请用 Word 另存为不带宏的 .docx", "cannot serve as a template ({english}): save it as a .docx without macros"),
    "L735": ("模板缺少占位符 {what}:请补上,正文和附表须单独成段", "the template lacks placeholders ({what}): add them, text and table each in a paragraph of its own"),
    "L736": ("模板里有认不出的占位符 {what}:请改正或删去", "the template has unknown placeholders ({what}): mend or remove them"),
    # Evidence, sheets and keys: L740–L759
    "L740": ("不收这种文件({what}):请用 JPEG、PNG、WebP 图片或 PDF、DOCX、XLSX", "not a kind of file that is kept ({english})"),
    "L741": ("文件过大(上限 {limit}):请压缩图片或拆分后再传", "the file is too big (limit {limit}): make it smaller or split it"),
    "L742": ("同一任务同一报告期最多 {limit} 份佐证:请先撤回不用的", "at most {limit} files a task and period: withdraw one first"),
    "L743": ("图片不能用({what}):请重新导出后再传", "the picture will not do ({english}): export it anew"),
    "L744": ("旧格式或加密的 Office 文件打不开:请另存为不加密的 .docx 或 .xlsx", "an old or encrypted Office file: save it as .docx or .xlsx"),
    "L745": ("工作簿不能用({what}):请用系统导出的表填写", "the workbook will not do ({english}): fill in the one exported here"),
    "L746": ("密钥名称应为 1 到 60 字", "the label of a key has 1 to 60 characters"),
    "L747": ("每人每种用途最多 {limit} 个有效密钥:请先停用不用的", "at most {limit} keys a person and use: call one back first"),
    "L748": ("不能从这张表转入({what})", "cannot carry over from this table ({english})"),
    # The office's flow for programs: L760–L769
    "L760": ("没有密钥或密钥不对:请在请求头写 Authorization: Bearer 密钥(luoshi people key 生成)", "no key, or none that is known: send Authorization: Bearer KEY (`luoshi people key`)"),
    "L761": ("内容过大(上限 {limit})", "the body is too big (limit {limit})"),
    "L762": ("内容的类型不对:请写 Content-Type: {media}", "the body is of another kind: send Content-Type: {media}"),
    "L763": ("这个接口只用 {allowed}", "this address takes {allowed} only"),
    # Notes: L500–L529
    "L501": ("批注是空的:请写下要说的话", "the note is empty: write something"),
    "L502": (
        "批注过长({length} 字,上限 {limit} 字):请分成几条",
        "the note is too long ({length} characters, limit {limit}): make several of it",
    ),
    "L503": ("标签过多({count} 个,上限 {limit} 个)", "too many tags ({count}, limit {limit})"),
    "L504": ("标签“{tag}”过长(上限 {limit} 字)", "the tag {tag} is too long (limit {limit} characters)"),
    "L505": ("没有选中原文:请先在正文里选一段字句", "no words are selected: select some in the text"),
    "L506": (
        "选中的原文过长({length} 字,上限 {limit} 字):请少选一些",
        "too much is selected ({length} characters, limit {limit}): select less",
    ),
    "L507": ("只有写批注的人可以修改或撤回", "only its author may revise or withdraw a note"),
    "L508": ("这条批注已经撤回", "the note was withdrawn before"),
    "L509": ("批注已达每人上限({limit} 条)", "no more than {limit} notes a person"),
    "L510": ("这份文件的批注不能共享到这个工作区", "notes on this document cannot be shared with that workspace"),
    "L511": (
        "批注里有数据库存不下的字符(第 {position} 字):请删去",
        "a character at {position} that no database can hold: take it out",
    ),
    # Accounts: L400–L429
    "L400": ("没有这个人", "no such person"),
    "L401": ("用户名或密码不对", "wrong name or password"),
    "L402": ("尝试次数过多，请 {minutes} 分钟后再试", "too many tries: wait {minutes} min"),
    "L403": ("这个用户名已有人用", "this name is taken"),
    "L404": (
        "用户名不能用：请用汉字、字母、数字和 @ . + - _，最多 150 个字符",
        "not a name: use letters, digits and @ . + - _, at most 150",
    ),
    "L405": ("密码不能用：{chinese}", "the password will not do: {english}"),
    "L406": ("两次输入的密码不一样", "the two passwords differ"),
    "L407": ("至少要留一名管理员：请先指定另一名", "the last administrator: name another first"),
    "L408": ("现在的密码不对", "the current password is wrong"),
    "L409": (
        "没有终端可以输入密码：请用 --password-stdin 或 --generate",
        "no terminal to ask for a password on: use --password-stdin or --generate",
    ),
    "L410": ("应为 0 或正整数", "must be a whole number"),
    # Asking: L600–L629
    "L601": ("问题文件读不了({reason}):请核对路径", "the file of questions cannot be read ({reason}): check the path"),
    "L602": ("这个问题没有能够处理({reason})", "this question could not be dealt with ({reason})"),
    # Sending in and reviewing: L530–L569
    "L530": ("每小时最多报送 {count} 件：请 {minutes} 分钟后再试", "at most {count} an hour: try again in {minutes} min"),
    "L531": ("每天最多报送 {count} 件：请 {hours} 小时后再试", "at most {count} a day: try again in {hours} h"),
    "L532": (
        "每天最多报送 {limit}：请 {hours} 小时后再试，或者只报送网址",
        "at most {limit} a day: try again in {hours} h, or send the address alone",
    ),
    "L533": (
        "您报送的已有 {count} 件待审：请等审核后再报送",
        "{count} of yours wait for review: send more when they have been reviewed",
    ),
    "L534": ("待审的太多，暂时不收：请过几天再来，登录后不受此限", "too much waits for review: come back later, or sign in"),
    "L535": ("没有选文件：请选一个文件", "no file was chosen"),
    "L536": ("文件过大（上限 {limit}）：请只报送网址，或者登录后报送", "file too large (limit {limit}): send its address"),
    "L537": ("没有文字：请把全文粘贴进来", "no words: paste the text"),
    "L538": ("文字过多（上限 {limit} 字）：请存成文件报送", "too much text (limit {limit} characters): send it as a file"),
    "L539": ("表单没有传完整：请重新填写", "the form did not arrive whole: fill it in again"),
    "L540": ("网址看不懂（{reason}）：应为 http:// 或 https:// 开头的网页或文件", "not an address of a page or file ({reason})"),
    "L541": ("网址的端口不能用（{port}）：只收 80 和 443", "port {port} is not allowed: only 80 and 443 are"),
    "L542": ("网址查不到主机（{host}）：请核对", "no such host: {host}"),
    "L543": ("网址指向内部或保留的网络（{host}）：不抓取", "{host} is not on the public network: not fetched"),
    "L544": ("连不上对方（{reason}）：请过后再试，或请报送人发文件", "cannot be reached ({reason}): try later"),
    "L545": ("对方没有给出文件（状态 {status}）：请核对网址", "answered with status {status}: check the address"),
    "L546": ("转来转去超过 {count} 次：请给出最终的网址", "redirected more than {count} times: give the last address"),
    "L547": ("对方给的内容过大（上限 {limit}）：请报送人发文件", "more than {limit}: have the file sent instead"),
    "L548": ("超过 {seconds} 秒没有抓完：请过后再试", "took longer than {seconds} s: try later"),
    "L549": ("对方给的不是能读的文件（{media_type}）：请核对网址", "not a kind of file that can be read: {media_type}"),
    "L550": ("对方给的内容压缩方式不能用（{coding}）", "its content coding is not accepted: {coding}"),
    "L551": ("现在是“{state}”，不能{action}：请刷新后再看", "now {state}: cannot do {action}"),
    "L552": ("请写明理由：报送人和同事都会看到", "give a reason: the sender and your colleagues will see it"),
    "L553": ("还没有原件：请先同意抓取", "nothing was fetched yet: agree to that first"),
    "L554": ("工作区里已有同样的原件（文件 {documents}）：可按重复件不采用", "the workspace has it already: {documents}"),
    "L555": ("已经公开过同样的原件（文件 {documents}）：可按重复件不采用", "already public: {documents}"),
    "L556": (
        "同样的原件撤下过（{reason}）：要公开，请先在“撤下的原件”里恢复",
        "it was taken down ({reason}): put it back first",
    ),
    "L557": ("正在读别的文件：请过一会儿再试", "busy reading other files: try again in a while"),
    "L558": ("“{field}”看不懂“{value}”：{hint}", "{field}: cannot take {value} ({hint})"),
    "L559": ("没有改动：请改一栏再保存，或者返回", "nothing was changed"),
    "L560": ("这里没有这条事实：可能已经改过，请回到文件再看", "no such fact here: look at the document again"),
    "L561": ("没有从文件里认出正文：请核对", "no document was found in the file"),
    "L562": ("请写明哪里不对", "say what is wrong"),
    # Search, its feeds, and the doors for programs: L640–L679
    "L640": ("没有要找的词：请写出至少一个", "no words to look for: give one at least"),
    "L641": ("没有这条存下的检索", "no such saved search"),
    "L642": ("请给检索起个名字（最多 {limit} 字）", "give it a name of at most {limit} characters"),
    "L643": ("检索条件过长，不能存：请减少一些", "the search is too long to be kept: narrow it less"),
    "L644": ("最多存 {limit} 条检索：请先去掉不用的", "at most {limit} searches: give one up first"),
    "L645": ("问题过长（上限 {limit} 字）：请问得短一些", "the question is too long (limit {limit} characters)"),
    "L660": ("参数“{name}”不能用：{chinese}", "cannot take parameter {name}: {english}"),
    "L661": ("没有参数“{name}”：请核对拼写", "no such parameter: {name}"),
    "L662": ("游标不能用：请从第一页重新取", "no such cursor: begin again with the first page"),
    "L663": ("只能读取（{allowed}）", "read only ({allowed})"),
    "L664": ("没有这个接口：请看 /api/", "no such address: see /api/"),
    "L665": ("服务出错：请过一会儿再试", "something broke here: try again later"),
    "L666": ("这个请求不能用（{status}）", "cannot take this request ({status})"),
    "L667": ("没有工具“{name}”", "no such tool: {name}"),
    # Panels for research: L801–L819
    "L801": ("表读不了({reason}):请核对文件,应为 UTF-8 或 GB18030 的 CSV", "the table cannot be read ({reason}): give a CSV file in UTF-8 or GB18030"),
    "L802": ("表缺少列({columns}):应有 {wanted}", "the table lacks columns ({columns}): it must have {wanted}"),
    "L803": ("表的第 {line} 行有误:{chinese}", "line {line} of the table is not as it must be: {english}"),
    "L804": ("表里没有词:请至少写一个", "no words in the table: give one at least"),
    "L805": ("目录里没有这个指标:请用 indicators.csv 里的代码或名称;luoshi panel 也可用 --all", "the catalogue knows no such indicator: use a code or name of indicators.csv; luoshi panel also takes --all"),
    "L806": ("年份看不懂:应为 2024 或 2020-2024", "not a year: write 2024 or 2020-2024"),
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


class NoteError(LuoshiError):
    """A note that cannot be written or changed, and what to do about it."""


class DeliverError(LuoshiError):
    """A step of the office's flow that cannot be made, and what to do about it."""


class IntakeError(LuoshiError):
    """Something sent in that cannot be taken, or a step of its review that cannot be made, and what to do about it."""
