"""Articles through the form: pasted and uploaded, known and broken, and every limit."""

from html import unescape

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.main import create_app
from tests.conftest import HERE

TEXT = "NEW DELHI, 16 March 2019\n\nIndia accused Pakistan of sheltering the group on 14 February 2019.\n"
PAGE = f"""<!doctype html><html><head><title>Talks</title></head><body><article><h1>Talks in Rome</h1>
<p>{"China and the United States met in Rome on 3 May 2018. " * 5}</p></article></body></html>"""


def article_count(client: TestClient) -> int:
    page: str = client.get("/articles").text
    return page.count('class="article-list__title"')


def files(*contents: tuple[str, bytes, str]) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("files", content) for content in contents]


def test_a_pasted_text_is_kept_and_read(client: TestClient) -> None:
    answer = client.post(
        "/articles/new",
        data={"text": TEXT, "source": " The  Example Times ", "published": "2019-03-16", "title": "Mine"},
    )
    assert answer.history[0].status_code == 303
    assert "The article is in." in answer.text
    assert "The Example Times" in answer.text
    assert "16 March 2019" in answer.text
    assert "India accused Pakistan of sheltering the group" in answer.text
    raw = client.get(answer.url.path + "/raw")
    assert raw.content == TEXT.encode()


def test_the_same_text_again_is_recognised(client: TestClient) -> None:
    first = client.post("/articles/new", data={"text": TEXT})
    again = client.post("/articles/new", data={"text": TEXT})
    assert "already here" in again.text
    assert again.url.path == first.url.path
    assert article_count(client) == 1


def test_files_are_kept_each_for_itself(client: TestClient) -> None:
    answer = client.post(
        "/articles/new",
        files=files(
            ("one.txt", TEXT.encode(), "text/plain"),
            ("two.html", PAGE.encode(), "text/html"),
            ("again.txt", TEXT.encode(), "text/plain"),
        ),
    )
    assert answer.url.path == "/articles"
    assert "2 articles added" in answer.text
    assert "Already here, and not added again" in answer.text
    assert article_count(client) == 2


def test_one_broken_file_does_not_stop_the_others(client: TestClient) -> None:
    answer = client.post(
        "/articles/new",
        files=files(("good.txt", TEXT.encode(), "text/plain"), ("bad.txt", b"\x00\x01\x02\xff" * 500, "text/plain")),
    )
    assert answer.status_code == 422
    assert "These are in:" in answer.text
    assert "Cannot read bad.txt" in answer.text
    assert article_count(client) == 1


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"text": ""}, "text", "There is nothing to read"),
        ({"text": " \n\t "}, "text", "There is nothing to read"),
        ({"text": TEXT, "published": "banana"}, "published", "Cannot read the date 'banana'"),
        ({"text": TEXT, "published": "2019-02-30"}, "published", "Cannot read the date '2019-02-30'"),
        ({"text": TEXT, "published": "2019-02"}, "published", "must be one day"),
        ({"text": TEXT, "title": "x" * 301}, "title", "The title has 301 characters; 300 is the most."),
        ({"text": TEXT, "source": "x" * 301}, "source", "The source has 301 characters; 300 is the most."),
    ],
    ids=["empty", "blank", "no date", "no such day", "a month", "long title", "long source"],
)
def test_a_fault_is_told_at_its_field_and_what_was_typed_stays(
    visitor: TestClient, data: dict[str, str], field: str, message: str
) -> None:
    answer = visitor.post("/articles/new", data=data)
    assert answer.status_code in (413, 422)
    assert message in unescape(answer.text)
    assert f'id="fault-{field}"' in answer.text
    assert f'href="#field-{field}"' in answer.text
    if answer.status_code == 422:
        assert data.get("text", "").strip() in answer.text
        assert f'value="{data.get("published", "")}"' in answer.text
    assert article_count(visitor) == 0


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty.txt"),
        ("binary.txt", bytes(range(256)) * 40, "Cannot read binary.txt"),
        ("picture.png", b"\x89PNG", "picture.png is none of .txt, .html, .htm"),
    ],
)
def test_an_unreadable_file_is_told_by_name(visitor: TestClient, name: str, content: bytes, message: str) -> None:
    answer = visitor.post("/articles/new", files=files((name, content, "application/octet-stream")))
    assert answer.status_code == 422
    assert message in unescape(answer.text)
    assert 'id="fault-files"' in answer.text
    assert article_count(visitor) == 0


@pytest.mark.parametrize("as_file", [False, True], ids=["urlencoded", "multipart"])
def test_a_paste_of_three_megabytes_names_the_limit(visitor: TestClient, as_file: bool) -> None:
    data = {"text": "x " * 1_500_000}
    empty = {"files": ("", b"", "application/octet-stream")}
    answer = visitor.post("/articles/new", data=data, files=empty if as_file else None)
    assert answer.status_code == 413
    assert "The pasted text has 3,000,000 bytes; 2,000,000 is the most." in answer.text
    assert article_count(visitor) == 0


def test_an_upload_beyond_the_limit_is_stopped(sqlite_settings: Settings) -> None:
    settings = sqlite_settings.model_copy(update={"upload_max_bytes": 10_000})
    with TestClient(
        create_app(settings), base_url="http://127.0.0.1", client=HERE, headers={"Sec-Fetch-Site": "same-origin"}
    ) as client:
        by_file = client.post("/articles/new", files=files(("big.txt", b"x" * 10_001, "text/plain")))
        at_the_door = client.post("/articles/new", files=files(("huge.txt", b"x" * 200_000, "text/plain")))
    assert by_file.status_code == 413
    assert "big.txt has 10,001 bytes; 10,000 is the most" in by_file.text
    assert at_the_door.status_code == 413
    assert "110,000 bytes" in at_the_door.text


def test_too_many_files_are_refused(visitor: TestClient) -> None:
    sent = files(*((f"{number}.txt", TEXT.encode(), "text/plain") for number in range(51)))
    answer = visitor.post("/articles/new", files=sent)
    assert answer.status_code == 422
    assert "more than 50 files" in answer.text


def test_text_and_files_together_are_refused(visitor: TestClient) -> None:
    answer = visitor.post("/articles/new", data={"text": TEXT}, files=files(("a.txt", TEXT.encode(), "text/plain")))
    assert answer.status_code == 422
    assert "Send either the pasted text or files" in answer.text


def test_broken_text_in_a_form_is_told(visitor: TestClient) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\ncaf\xe9\r\n--b--\r\n'
    answer = visitor.post("/articles/new", content=body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 422
    assert "not UTF-8 from byte 3 on" in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
        b"nothing of the kind",
        b"--b\r\n" * 3,
    ],
)
def test_a_broken_form_is_told(visitor: TestClient, body: bytes) -> None:
    answer = visitor.post("/articles/new", content=body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 422
    assert article_count(visitor) == 0


def test_a_wrong_encoding_and_nul_bytes_are_mended_and_told(client: TestClient) -> None:
    content = "Le ministre a accusé l’Inde.\nIndia accused\x00 Pakistan on 14 February 2019.".encode("cp1252")
    answer = client.post("/articles/new", files=files(("wrong.txt", content, "text/plain; charset=utf-8")))
    assert answer.status_code == 200
    assert "What was mended or left out" in answer.text
    assert "NUL" in answer.text
    assert "Le ministre a accusé" in answer.text


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.txt", "C:\\Users\\x.txt", "a\r\nX: y.txt", "\u202egpj.txt", "x" * 500 + ".txt", "CON.txt"],
)
def test_strange_file_names_are_only_shown(visitor: TestClient, name: str) -> None:
    answer = visitor.post("/articles/new", files=files((name, TEXT.encode(), "text/plain")))
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        raw = visitor.get(answer.url.path + "/raw")
        assert raw.content == TEXT.encode()
        assert "\n" not in raw.headers["content-disposition"]
        assert ".." not in raw.headers["content-disposition"]


def test_the_form_shows_the_limits(visitor: TestClient) -> None:
    page = visitor.get("/articles/new").text
    assert "At most 2 MB" in page
    assert "together at most 20 MB" in page
    assert ".txt, .html or .htm" in page
