"""Make the sample district's files from the plain texts in `source/`: `python examples/make.py`.

The texts are the truth; this gives them the shapes in which a government's papers really come (Word, PDF, web pages,
plain text in several encodings). Run it after a text has changed and commit what it writes; the same texts give the
same bytes. It needs `reportlab` and `python-docx` (the `dev` extra).
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from shapes import page, paper, print_sheet  # noqa: E402  (the folder is no package: found through the line above)
from shapes.blocks import blocks_of  # noqa: E402

DISTRICT = "chenghu"

WORD = {
    "plan-145": paper.Look(header="澄湖区“十四五”规划纲要", headings="styles"),
    "work-report-2023": paper.Look(header="区十七届人大二次会议文件（4）", headings="bold"),
    "adjustment-2022": paper.Look(header="澄湖区人民政府文件", headings="bold"),
}
PDF = {
    "plan-report-2022": "区十七届人大一次会议文件（5）",
    "work-report-2024": "澄湖区第十七届人民代表大会第三次会议文件",
}
WEB = {
    "bulletin-2022": page.Page(column="统计公报", published="2023-04-12", source="澄湖区统计局"),
    "news-2021-11-18": page.Page(column="投资动态", published="2021-11-18", source="澄湖区招商服务中心"),
    "news-2023-05-26": page.Page(
        column="投资动态", published="2023-05-26", source="澄湖经济开发区管委会", several=True
    ),
}
TEXT = {
    "work-report-2022": ("utf-8", "\n"),
    "plan-report-2023": ("gb18030", "\r\n"),
    "plan-report-2024": ("utf-8-sig", "\r\n"),
}
"""Name: encoding and line end."""


def main() -> None:
    target = HERE / DISTRICT
    target.mkdir(exist_ok=True)
    for source in sorted((HERE / "source").glob("*.txt")):
        name, text = source.stem, source.read_text(encoding="utf-8")
        if name in WORD:
            made, suffix = paper.docx(blocks_of(text), look=WORD[name]), "docx"
        elif name in PDF:
            made, suffix = print_sheet.pdf(blocks_of(text), running_head=PDF[name]), "pdf"
        elif name in WEB:
            made, suffix = page.html(text, about=WEB[name]), "html"
        else:
            encoding, line_end = TEXT[name]
            made, suffix = text.replace("\n", line_end).encode(encoding), "txt"
        (target / f"{name}.{suffix}").write_bytes(made)


if __name__ == "__main__":
    main()
