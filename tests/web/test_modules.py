"""What a page's script needs is asked for with it."""

import re
from pathlib import Path

from starlette.testclient import TestClient

from app.web.modules import modules

FILES = {
    "js/start.js": 'import "./aside.js";\nimport { grow, most } from "./deep/grow.js";\nwindow.grown = grow(most);\n',
    "js/aside.js": 'import { step } from "./deep/step.js";\nwindow.step = step;\n',
    "js/deep/grow.js": 'import { step } from "./step.js";\nimport {\n  wide,\n} from "../wide.js";\nexport const most = 1;\n',
    "js/deep/step.js": 'export const step = 2; // import "./nothing.js";\n',
    "js/wide.js": 'import { grow } from "./deep/grow.js";\nexport const wide = 40;\n',
}


def test_each_script_is_named_once_whatever_imports_it(tmp_path: Path) -> None:
    (tmp_path / "js" / "deep").mkdir(parents=True)
    for path, text in FILES.items():
        (tmp_path / path).write_text(text)
    assert sorted(modules(tmp_path, "js/start.js")) == [
        "js/aside.js",
        "js/deep/grow.js",
        "js/deep/step.js",
        "js/wide.js",
    ]


def test_a_page_names_every_module_of_its_scripts_and_each_is_there(visitor: TestClient) -> None:
    html = visitor.get("/").text
    asked_for = re.findall(r'<link rel="modulepreload" href="([^"]+)">', html)
    assert any(address.endswith("/js/timeline/show.js") for address in asked_for)
    assert len(asked_for) == len(set(asked_for))
    for address in asked_for:
        assert visitor.get(address).headers["content-type"].startswith("text/javascript")


def test_what_is_drawn_first_waits_for_no_script_of_the_page(visitor: TestClient) -> None:
    drawn, _, later = visitor.get("/").text.partition('<template id="scripts">')
    at_once = re.findall(r'<script [^>]*src="/static/[0-9a-f]+/([^"]+)"', drawn)
    assert at_once == ["js/theme.js", "vendor/htmx-2.0.11.min.js", "js/start.js"]
    assert "modulepreload" not in drawn
    assert re.findall(r'<script type="module" src="/static/[0-9a-f]+/js/([^"]+)"', later) == [
        "search-key.js",
        "tags.js",
        "timeline.js",
        "pair-picker.js",
        "copy.js",
    ]
