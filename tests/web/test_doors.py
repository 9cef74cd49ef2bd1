"""What every request passes: host names, body limits, headers, the static files."""

import logging
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.config import PROJECT_ROOT, Settings
from app.main import create_app
from app.web.allowed_hosts import host_name
from app.web.logs import OneLineFormatter
from app.web.security_headers import HEADERS
from tests.conftest import HERE
from tests.web.route_table import routes_of

NEEDED = {
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cache-control",
}


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_every_answer_of_every_route_has_the_headers(visitor: TestClient, method: str) -> None:
    paths = sorted({route.path for route in routes_of(visitor)})
    assert len(paths) >= 8, "the table of routes was not read"
    for path in [*paths, "/nothing/here", "/static/css/base.css", "/static/nothing.css"]:
        answer = visitor.request(method, path, follow_redirects=False)
        assert answer.headers.keys() >= NEEDED, (method, path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "server" not in answer.headers
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        assert is_json <= path.endswith(".json"), (method, path)


def test_a_request_is_never_sent_back(visitor: TestClient) -> None:
    """TRACE would show a script what it may not read, the cookie of the session."""
    answer = visitor.request("TRACE", "/login", headers={"Cookie": "plain-dyadline-session=secret"})
    assert answer.status_code == 405
    assert "secret" not in answer.text


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")


def test_not_modified_answers_have_the_headers_too(visitor: TestClient) -> None:
    first = visitor.get("/static/css/base.css")
    second = visitor.get("/static/css/base.css", headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 304
    assert second.headers.keys() >= NEEDED


def test_static_files_are_kept_for_a_year_under_their_version(visitor: TestClient) -> None:
    app: Any = visitor.app
    version = next(route.app.version for route in app.routes if getattr(route, "name", "") == "static")
    kept = visitor.get(f"/static/{version}/css/base.css")
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    for old in ("/static/css/base.css", "/static/0123456789ab/css/base.css"):
        answer = visitor.get(old)
        assert answer.text == kept.text
        assert answer.headers["cache-control"] == "no-cache"


def test_static_files_of_the_present_version_are_compressed_for_those_who_can_read_it(visitor: TestClient) -> None:
    app: Any = visitor.app
    version = next(route.app.version for route in app.routes if getattr(route, "name", "") == "static")
    for file in ("css/screen.css", "js/timeline.js", "icon.svg"):
        plain, packed = (
            visitor.get(f"/static/{version}/{file}", headers={"Accept-Encoding": coding})
            for coding in ("identity", "gzip")
        )
        assert plain.content == packed.content, file
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["content-type"] == plain.headers["content-type"]
        assert int(packed.headers["content-length"]) < len(plain.content)
        assert packed.headers["vary"] == "Accept-Encoding"
    assert visitor.get(f"/static/{version}/css").status_code == 404


def test_the_screen_has_one_sheet_of_all(visitor: TestClient) -> None:
    sheet = visitor.get("/static/css/screen.css")
    assert sheet.headers["content-type"].startswith("text/css")
    assert sheet.text.startswith(visitor.get("/static/css/tokens.css").text)
    for path in (PROJECT_ROOT / "static" / "css").glob("*.css"):
        assert (path.read_text(encoding="utf-8") in sheet.text) == (path.name != "print.css")
    assert visitor.post("/static/css/screen.css").status_code == 405


@pytest.mark.parametrize("path", ["/static/../pyproject.toml", "/static/%2e%2e/pyproject.toml", "/static//etc/passwd"])
def test_nothing_outside_the_static_folder_is_given(visitor: TestClient, path: str) -> None:
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/articles", "/login", "/timeline.json"])
def test_without_users_another_machine_is_told_why_it_is_refused(sqlite_settings: Settings, path: str) -> None:
    """Whatever server listens, on whatever address: `dyadline serve` refuses the address already."""
    with TestClient(create_app(sqlite_settings), base_url="http://127.0.0.1", client=("203.0.113.9", 4_000)) as far:
        answer = far.get(path, follow_redirects=False)
        assert answer.status_code == 403
        assert "dyadline user add NAME --role admin" in answer.text
        assert far.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:80", "[::1]:8000", "desk.example"]
)
def test_known_host_names_are_answered(sqlite_settings: Settings, host: str) -> None:
    app = create_app(sqlite_settings.model_copy(update={"hosts": ("desk.example",)}))
    with TestClient(app, base_url="http://127.0.0.1", client=HERE) as client:
        assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "127.0.0.1@evil"]
)
def test_other_host_names_are_refused_by_a_page(visitor: TestClient, host: str) -> None:
    answer = visitor.get("/healthz", headers={"Host": host})
    assert answer.status_code == 421
    assert "DYADLINE_HOSTS" in answer.text
    assert host == "" or host not in answer.text


def test_forwarded_hosts_are_not_believed(visitor: TestClient) -> None:
    answer = visitor.get("/nothing", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"})
    assert "evil.example" not in answer.text


def test_host_name_takes_the_port_off() -> None:
    assert host_name("[::1]:8000") == "[::1]"
    assert host_name("[::1]") == "[::1]"


def test_a_body_beyond_the_limit_is_refused_while_it_streams(sqlite_settings: Settings) -> None:
    """The length is counted, not believed: a stream without Content-Length is stopped all the same."""
    app = create_app(sqlite_settings.model_copy(update={"body_max_bytes": 5_000}))
    sent = 0

    def body() -> Any:
        nonlocal sent
        for _ in range(10):
            sent += 1_000
            yield b"x" * 1_000

    with TestClient(app, base_url="http://127.0.0.1", client=HERE, headers={"Sec-Fetch-Site": "same-origin"}) as client:
        answer = client.post(
            "/events/1/annotations", content=body(), headers={"Content-Type": "application/x-www-form-urlencoded"}
        )
    assert answer.status_code == 413
    assert "5,000 bytes" in answer.text


def test_a_fault_is_a_page_with_a_number_that_the_log_has_too(
    sqlite_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(sqlite_settings)

    @app.get("/broken")
    def fail() -> None:
        raise RuntimeError("secret detail\nFAKE entry")

    with TestClient(app, base_url="http://127.0.0.1", client=HERE) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers.keys() >= NEEDED
    entry = caplog.records[-1]
    number = entry.getMessage().split()[0]
    assert number in answer.text
    line = OneLineFormatter("%(message)s").format(entry)
    assert "secret detail\\nFAKE entry" in line
    assert "\n" not in line


def test_log_entries_are_one_line_without_control_characters() -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "a\r\nb\x1b[31mc\u2028d", None, None)
    assert OneLineFormatter("%(message)s").format(record) == "a\\r\\nb\\x1b[31mc\\x2028d"


def test_there_is_no_machine_made_documentation(visitor: TestClient) -> None:
    """FastAPI's own pages load scripts from other hosts."""
    for path in ("/docs", "/redoc", "/openapi.json"):
        answer = visitor.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/html")


def test_pages_are_compressed(visitor: TestClient) -> None:
    assert visitor.get("/nothing").headers["content-encoding"] == "gzip"


def test_health_says_ok(visitor: TestClient) -> None:
    answer = visitor.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    head = visitor.head("/healthz")
    assert (head.status_code, head.text) == (200, "")
