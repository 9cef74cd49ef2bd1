"""Addresses of articles: one text for each page, and none for what names no page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.web_addresses import article_address

PAGE = "https://outlet.example/world/2019/talks"


@pytest.mark.parametrize(
    ("given_as", "address"),
    [
        pytest.param(PAGE, PAGE, id="as it is"),
        pytest.param(f"  {PAGE}\n", PAGE, id="white space around it"),
        pytest.param("HTTPS://Outlet.EXAMPLE/world/2019/talks", PAGE, id="scheme and host in capitals"),
        pytest.param("https://outlet.example/World", "https://outlet.example/World", id="but never the path"),
        pytest.param(f"{PAGE}#comments", PAGE, id="fragment"),
        pytest.param(f"{PAGE}?utm_source=x&UTM_Medium=mail&fbclid=1", PAGE, id="tracking"),
        pytest.param(f"{PAGE}?page=2&gclid=a&lang=en", f"{PAGE}?page=2&lang=en", id="tracking among others"),
        pytest.param(f"{PAGE}?", PAGE, id="an empty query"),
        pytest.param("https://outlet.example:443/a", "https://outlet.example/a", id="the usual port"),
        pytest.param("http://outlet.example:8080/a", "http://outlet.example:8080/a", id="another port"),
        pytest.param("https://outlet.example/?p=123", "https://outlet.example/?p=123", id="a page by its number"),
        pytest.param("https://outlet.example?p=123", "https://outlet.example/?p=123", id="the same, without a path"),
        pytest.param("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a", id="a numeric host"),
    ],
)
def test_one_text_for_each_page(given_as: str, address: str) -> None:
    assert article_address(given_as) == address


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("/world/2019/talks", id="relative"),
        pytest.param("//outlet.example/talks", id="without a scheme"),
        pytest.param("outlet.example/talks", id="a host alone"),
        pytest.param("https://outlet.example", id="a whole site"),
        pytest.param("https://outlet.example/", id="a whole site with a slash"),
        pytest.param("https://outlet.example/?utm_source=x", id="a whole site, tracked"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("https://ada:secret@outlet.example/a", id="with a password"),
        pytest.param("https://outlet.example:x/a", id="a bad port"),
        pytest.param("https://[::1/a", id="a bad host"),
        pytest.param("https://outlet.example/a b", id="a space inside"),
        pytest.param("https://outlet.example/" + "a" * 2000, id="too long"),
    ],
)
def test_what_names_no_page(text: str) -> None:
    assert article_address(text) is None


@given(
    st.builds(
        "{}://{}{}{}{}".format,
        st.sampled_from(["http", "HTTPS", "ftp"]),
        st.sampled_from(["outlet.example", "Outlet.Example:443", "[::1]", "a@b"]),
        st.text("/aZ%&=?", max_size=12),
        st.sampled_from(["", "?p=1&utm_x=2", "?a&b=&fbclid"]),
        st.sampled_from(["", "#top"]),
    )
)
def test_an_address_stays_what_it_is(text: str) -> None:
    address = article_address(text)
    assert address is None or article_address(address) == address
