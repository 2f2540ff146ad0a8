"""The text as the reader sees it: folded character for character, so that offsets stay those of the original.

Real files have full-width punctuation, digits and letters, several kinds of quotation marks and dashes; some have all of
it turned into ASCII. Every rule of the reader is written once, for the folded form. Folding never changes the length:
`len(fold(text)) == len(text)`, and `fold(text)[a:b]` is what `text[a:b]` looks like to a rule.

In folded text: punctuation and digits are ASCII (`, ; : ! ? ( ) % . ~ -`) except `。`, `、` and the quotation marks
`“”` and `《》`; every line end and line or paragraph separator is `\\n`, every other space character is a space.
"""

from __future__ import annotations

import re

_PAIRS = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}  # the full-width forms of printable ASCII
_PAIRS.update(dict.fromkeys("\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff\t\v\f", " "))
_PAIRS.update(dict.fromkeys("\r\x85\u2028\u2029", "\n"))
_PAIRS["﹪"] = "%"
_PAIRS.update(dict.fromkeys("「『〝", "“"))
_PAIRS.update(dict.fromkeys("」』〞", "”"))
_PAIRS.update(dict.fromkeys("〈«", "《"))
_PAIRS.update(dict.fromkeys("〉»", "》"))
_PAIRS.update(dict.fromkeys("—–―‐‑‒−﹣", "-"))
_PAIRS.update(dict.fromkeys("～∼〜", "~"))
_PAIRS.update(dict.fromkeys("﹐", ","))
_PAIRS.update(dict.fromkeys("﹔", ";"))
_PAIRS.update(dict.fromkeys("﹕∶︰", ":"))
_PAIRS.update(dict.fromkeys("．", "."))
_PAIRS.update(dict.fromkeys("·‧•∙", "·"))
_PAIRS.update(dict.fromkeys("【〔[［", "("))
_PAIRS.update(dict.fromkeys("】〕]］", ")"))
_PAIRS["｜"] = "|"
_FOLD = str.maketrans(_PAIRS)

HAN = r"[^\W\d_a-zA-Z〇]"
"""A Chinese character, for patterns: a letter that is neither ASCII's nor a numeral. Python takes five times as long to
compile the range 一-鿿 (0.7 ms), and the reader's patterns would hold a hundred of them."""

_STRAIGHT = re.compile(r'"([^"\n]*)"')


def fold(text: str) -> str:
    """The text with each character in the one form the rules know; the length is unchanged."""
    folded = text.replace("\r\n", " \n").translate(_FOLD)  # one line end, not two: a table's rows stand together
    if '"' in folded:  # straight quotes come in pairs within a line; a lone one stays as it is
        folded = _STRAIGHT.sub(r"“\1”", folded)
    return folded
