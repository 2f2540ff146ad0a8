"""A web page as a government site serves it: the article among navigation, sharing, related links and a footer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from .blocks import Block, blocks_of


@dataclass(frozen=True)
class Page:
    """What the site says about an article."""

    column: str
    published: str
    source: str
    several: bool = False
    """Whether the page holds several items, each a title, its paragraphs and the day."""


def html(text: str, *, about: Page) -> bytes:
    """The page in UTF-8."""
    if about.several:
        title, content = f"{about.column} - {about.published}", _items(text)
    else:
        blocks = blocks_of(text)
        title = blocks[0].text
        content = _article(blocks, about)
    return _PAGE.format(
        title=escape(title),
        column=about.column,
        published=about.published,
        source=about.source,
        content=content,
    ).encode()


def _article(blocks: list[Block], about: Page) -> str:
    said = f"发布日期：{about.published}"
    under = [b.text for b in blocks[1:] if b.kind == "title" and said not in b.text]
    return "\n".join(
        [
            f'<h1 class="title">{escape(blocks[0].text)}</h1>',
            f'<div class="info"><span>{said}</span>　<span>来源：{about.source}</span>',
            "<span>浏览次数：<i>1086</i></span></div>",
            '<div class="TRS_Editor">',
            *(f'<p style="text-align:center">{escape(line)}</p>' for line in under),
            *(_block(b) for b in blocks if b.kind != "title"),
            "</div>",
        ]
    )


def _block(block: Block) -> str:
    if block.kind == "table":
        rows = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
        return f'<table border="1" cellspacing="0">\n{rows}\n</table>'
    if block.kind == "heading":
        return f"<p><strong>{escape(block.text)}</strong></p>"
    return f"<p>　　{escape(block.text)}</p>"


def _items(text: str) -> str:
    lines = []
    fresh = True
    for line in text.strip().split("\n"):
        if fresh:
            lines.append(f"<h3>{escape(line)}</h3>")
        else:
            day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", line)
            lines.append(f'<div class="date">{line}</div>' if day else f"<p>　　{escape(line)}</p>")
        fresh = bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", line))
    return "\n".join(lines)


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}_澄湖区人民政府门户网站</title>
<meta name="SiteName" content="澄湖区人民政府门户网站">
<meta name="ColumnName" content="{column}">
<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{published} 09:30">
<meta name="ContentSource" content="{source}">
<style>.nav li{{display:inline}}</style>
<script>var columnId = 1024; function share() {{ return false; }}</script>
</head>
<body>
<div class="header">
<a href="/">澄湖区人民政府</a>
<ul class="nav"><li><a href="/xwzx/">新闻中心</a></li><li><a href="/zwgk/">政务公开</a></li>
<li><a href="/bsfw/">政务服务</a></li>
<li><a href="/hdjl/">互动交流</a></li><li><a href="/tzch/">投资澄湖</a></li></ul>
<form action="/search"><input name="q" placeholder="请输入关键词"><button>搜索</button></form>
</div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/tzch/">投资澄湖</a> &gt; {column}</div>
<div class="main">
{content}
</div>
<div class="share">分享到：<a href="#" onclick="return share()">微信</a> <a href="#">微博</a>
<a href="javascript:window.print()">【打印】</a> <a href="javascript:window.close()">【关闭】</a></div>
<div class="footer">
<p>主办：澄湖区人民政府办公室　承办：澄湖区政务服务和数据中心</p>
<p>网站标识码：0000000000　联系电话：0000-00000000</p>
<p><a href="/about/">关于我们</a>　<a href="/map/">网站地图</a></p>
</div>
</body>
</html>
"""
