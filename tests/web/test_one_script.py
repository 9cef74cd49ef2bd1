"""A script and all that it imports, in one file."""

from pathlib import Path

import pytest

from app.config import PROJECT_ROOT
from app.web.one_script import has_imports, one_script

FILES = {
    "js/start.js": 'import "./aside.js";\nimport { grow, most } from "./deep/grow.js";\nwindow.grown = grow(most);\n',
    "js/aside.js": 'import { step } from "./deep/step.js";\nwindow.step = step;\n',
    "js/deep/grow.js": 'import { step } from "./step.js";\nimport { wide } from "../wide.js";\n\n'
    "export const most = wide;\nexport function grow(n) {\n  return n + step;\n}\n",
    "js/deep/step.js": "export const step = 2;\nexport async function later() {}\n",
    "js/wide.js": "export const wide = 40;\nconst step = 0; // its own\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "js" / "deep").mkdir(parents=True)
    for path, text in FILES.items():
        (tmp_path / path).write_text(text)
    return tmp_path


def test_each_file_comes_once_and_after_all_that_it_imports(folder: Path) -> None:
    whole = one_script(folder, "js/start.js").decode()
    order = [line.removeprefix("// ") for line in whole.splitlines() if line.startswith("// js/")]
    assert order == ["js/deep/step.js", "js/aside.js", "js/wide.js", "js/deep/grow.js", "js/start.js"]
    assert "import" not in whole
    assert "export" not in whole
    assert "return { step, later };" in whole
    assert "const { step } = part0;\nconst { wide } = part2;" in whole


@pytest.mark.parametrize(
    "text",
    [
        'import step from "./deep/step.js";',
        'import { step as pace } from "./deep/step.js";',
        "export default 3;",
        "export let step = 3;",
        'const late = () => import("./deep/step.js");',
    ],
)
def test_what_is_not_understood_is_refused(folder: Path, text: str) -> None:
    (folder / "js/wide.js").write_text(f"{text}\n")
    with pytest.raises(ValueError, match=r"js/wide\.js"):
        one_script(folder, "js/start.js")


def test_a_circle_is_refused(folder: Path) -> None:
    (folder / "js/wide.js").write_text('import { grow } from "./deep/grow.js";\n')
    with pytest.raises(ValueError, match="imports itself"):
        one_script(folder, "js/start.js")


def test_our_own_scripts_are_understood() -> None:
    static = PROJECT_ROOT / "static"
    entries = [path for path in (static / "js").glob("*.js") if has_imports(path.read_text(encoding="utf-8"))]
    assert {"timeline.js", "review-keys.js"} <= {path.name for path in entries}
    for path in entries:
        assert path.read_bytes().splitlines()[0] in one_script(static, f"js/{path.name}")
