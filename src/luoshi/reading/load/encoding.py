"""The encoding of a text, found out from its bytes and never assumed.

In order: a byte order mark; strict UTF-8, which other encodings almost never pass for; then the Chinese encodings that
decode the bytes strictly, taken by how many of the characters they give are common ones; at last a general detector.
"""

from __future__ import annotations

import codecs
import re

from luoshi.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_SAMPLE = 1 << 16
"""Bytes looked at where a share of characters is asked for."""
_COMMON = frozenset(
    "的一是在和有为了不中大国人民上下年月日地区市县省镇村乡政府工作报告经济社会发展建设项目推进加快完成实现提升持续全面重点产业企业"
    "服务管理改革创新开放投资增长目标任务万亿元个家以到达生活保障环境治理城乡教育医疗就业文化安全生态农业科技设施机制体系制度责任会议"
    "代表各位同志关于通知办法规划计划执行情况草案请审议第章节条款项等与对及其或者新高质量要求主要深入坚持着力强化优化完善这我们他"
    "之来用可能成出行分时多能过作说生于自得家里后面前本所因都从将把被让但如果很已最又再没还"
)
"""Characters that any Chinese text, of governments above all, is full of; simplified."""
_COMMON_TRADITIONAL = frozenset(
    "的一是在和有為了不中大國人民上下年月日地區市縣省鎮村鄉政府工作報告經濟社會發展建設項目推進加快完成實現提升持續全面重點產業企業"
    "服務管理改革創新開放投資增長目標任務萬億元個家以到達生活保障環境治理城鄉教育醫療就業文化安全生態農業科技設施機制體系制度責任會議"
    "代表各位同志關於通知辦法規劃計劃執行情況草案請審議第章節條款項等與對及其或者新高質量要求主要深入堅持著力強化優化完善這我們他"
    "之來用可能成出行分時多能過作說生於自得家裡後面前本所因都從將把被讓但如果很已最又再沒還"
)
_COMMON_SHARE = 0.1
"""Of hanzi: 0.5 in whole reports, under 0.02 in reports read in a wrong encoding."""
_HANZI = re.compile("[㐀-鿿豈-﫿𠀀-\U0003ffff]")
_ORDINARY = re.compile(
    "[\\s!-~·—‘’“”…、-】〔〕！-￥①-⑳Ⅰ-Ⅻ㈠-㈩㎡㎞%°±×÷²³℃‰■□▲△●○★☆◆◇→↓√≥≤\u00a0\u200b\ufeff\u4e00-\u9fff]"
)
"""What texts are made of: all but a few characters in a million; at most 0.89 of a text read in a wrong encoding."""


def decode(data: bytes, *, declared: str = "") -> tuple[str, str]:
    """The text of some bytes, exactly as it decodes (line ends kept, the byte order mark dropped), and the encoding.

    `declared` is what the file says of itself, believed where the bytes bear it out. Raises ReadError L108 for bytes
    that are no text, L109 where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            if text is not None:
                return _checked(text), encoding
    if b"\0" not in data:
        text = _strict(data, "utf-8")
        if text is not None:
            return _checked(text), "utf-8"
        if (own := _python_name(declared)) and (text := _strict(data, own)) is not None and _likely(text):
            return _checked(text), own
    for encoding in _candidates(data):
        sample = _sample(data, encoding)
        if sample is not None and _likely(sample) and (text := _strict(data, encoding)) is not None:
            return _checked(text), encoding
    if _looks_binary(data):
        raise ReadError("L108")
    if declared and (own := _python_name(declared)):  # pages written by many hands hold a stray byte or two
        text = data.decode(own, "replace")
        if text.count("\ufffd") * 1000 <= len(text):
            return _checked(text), own
    return _detected(data)


def _candidates(data: bytes) -> tuple[str, ...]:
    if b"\0" in data:
        # ASCII in UTF-16 has its zero on one side of the pair.
        left, right = data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
        return ("utf-16-le", "utf-16-be") if right > left else ("utf-16-be", "utf-16-le")
    return ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")


def _likely(text: str) -> bool:
    """Whether a decoded text looks like one that a person wrote."""
    hanzi = _HANZI.findall(text[:_SAMPLE])
    ordinary = len(_ORDINARY.findall(text[:_SAMPLE]))
    if ordinary < 0.92 * len(text[:_SAMPLE]):
        return False
    if not hanzi:
        return ordinary == len(text[:_SAMPLE])
    common = max(sum(map(_COMMON.__contains__, hanzi)), sum(map(_COMMON_TRADITIONAL.__contains__, hanzi)))
    return common >= _COMMON_SHARE * len(hanzi)


def _sample(data: bytes, encoding: str) -> str | None:
    """The beginning of the text, or None where it does not decode; a character cut at the end is no failure."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(data[:_SAMPLE], len(data) <= _SAMPLE)
    except UnicodeDecodeError:
        return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _python_name(declared: str) -> str:
    """Python's name of a declared encoding, or empty; GBK and GB2312 are read as GB18030, which holds both."""
    name = declared.strip().lower()
    if re.fullmatch(r"gb[-_ ]?(2312|k|18030)[\w-]*|x-gbk|cp936|chinese", name):
        return "gb18030"
    if name.startswith("big5"):
        return "big5hkscs"
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return codec.name if codec._is_text_encoding and not codec.name.startswith("utf-16") else ""


def _checked(text: str) -> str:
    """The text, unless it is no text: a null character or many control characters are a binary file's."""
    if "\0" in text or _looks_binary(text[:_SAMPLE].encode("utf-8", "replace")):
        raise ReadError("L108")
    return text


def _looks_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return b"\0" in sample or len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 200


def _detected(data: bytes) -> tuple[str, str]:
    """What a general detector makes of it: for texts in other languages' encodings."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], threshold=0.1).best()
    if best is not None and best.coherence > 0.2 and (text := _strict(data, best.encoding)) is not None:
        return _checked(text), best.encoding
    raise ReadError("L109")
