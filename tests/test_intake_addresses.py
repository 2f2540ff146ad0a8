"""Which addresses may be fetched: how they are written, and where they lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.errors import IntakeError
from luoshi.intake.addresses import checked, is_public, meant
from luoshi.intake.names import LONGEST, clean_line, clean_name, clean_words

INSIDE = (
    "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.9", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "5f00::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0",
    "fec0::1", "ff02::1", "2606:4700::1%eth0", "", "localhost", "127.1", "0x7f.1", "2130706433", "1.2.3.4.5",
)  # fmt: skip
OUTSIDE = ("8.8.8.8", "1.1.1.1", "114.114.114.114", "172.15.0.1", "172.32.0.1", "2400:3200::1", "2606:4700::1111")


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_public_is_not_fetched(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_is_public_may_be(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_no_address_inside_another_is_public(address):
    for form in ("::ffff:{}", "::{}", "64:ff9b::{}"):
        assert not is_public(form.format(address))


@pytest.mark.parametrize(
    ("written", "intended"),
    [
        ("http://www.example.gov.cn/a.html", "http://www.example.gov.cn/a.html"),
        ("  https://example.com:443/x?y=1#part ", "https://example.com/x?y=1"),
        ("www.example.gov.cn/报告.pdf", "http://www.example.gov.cn/%E6%8A%A5%E5%91%8A.pdf"),
        ("http://例子.中国/", "http://xn--fsqu00a.xn--fiqs8s/"),
    ],
)
def test_an_address_as_people_write_it(written, intended):
    assert str(checked(meant(written))) == str(checked(intended))
    assert checked(meant(written)).raw_path == checked(intended).raw_path


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("", "L540"), ("ftp://example.com/x", "L540"), ("file:///etc/passwd", "L540"), ("javascript:alert(1)", "L540"),
        ("gopher://example.com", "L540"), ("data:text/html,x", "L540"), ("http://", "L540"), ("http:///x", "L540"),
        ("http://user:word@example.com/", "L540"), ("http://user@example.com/", "L540"), ("http://a b/", "L540"),
        ("http://exa\nmple.com/", "L540"), ("http://example.com\\@evil/", "L540"), ("http://example.com:99999/", "L541"),
        ("http://example.com:22/", "L541"), ("https://example.com:8443/", "L541"), ("http://" + "a" * 3000, "L540"),
        ("http://[::1", "L540"),
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_a_number(written, number):
    with pytest.raises(IntakeError) as error:
        checked(meant(written))
    assert error.value.number == number


@given(st.text(max_size=60))
def test_whatever_is_written_is_an_address_or_refused(written):
    try:
        url = checked(meant(written))
    except IntakeError:
        return
    assert url.scheme in ("http", "https")
    assert url.host
    assert not url.userinfo


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("报告.docx", "报告.docx"), ("../../etc/passwd", "passwd"), ("C:\\doc\\报告.pdf", "报告.pdf"), ("..", ""), ("", ""),
        ("a\x00b\u202egpj.exe", "abgpj.exe"), (".htaccess", "htaccess"), ("  两  个  空格 .txt", "两 个 空格 .txt"),
        ('<b>"x"|?*.html', "bx.html"), ("长" * 300 + ".pdf", "长" * (LONGEST - 4) + ".pdf"),
    ],
)  # fmt: skip
def test_a_files_name_from_outside_is_cleaned(given_name, kept):
    assert clean_name(given_name) == kept


@given(st.text(max_size=400))
def test_whatever_a_file_is_called_it_gets_a_short_name_on_one_line(name):
    cleaned = clean_name(name)
    assert len(cleaned) <= LONGEST
    assert not set(cleaned) & set("/\\\n\r\0<>")
    assert clean_name(cleaned) == cleaned


@given(st.text(max_size=200))
def test_words_from_outside_hold_nothing_that_cannot_be_shown(words):
    assert clean_line(words, 50).isprintable()
    assert all(line.isprintable() for line in clean_words(words, 50).split("\n"))
