"""The pre-commit hook, the GitHub action and `docs/ci.md`: what they say holds, and runs."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Golden
from inside import DATA, ROOT, inside

from tools import tool
from vtlt_cli.checking.reporters import REPORTERS
from vtlt_cli.cli.config import SETTINGS
from vtlt_cli.reading.folder import address_of
from vtlt_cli.reading.kinds import Address

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BASH = shutil.which("bash")
GIT = shutil.which("git")
needs_bash = pytest.mark.skipif(BASH is None or os.name == "nt", reason="needs bash")


def blocks(language: str) -> list[str]:
    """The fenced blocks of the page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def keeps_to(schema: str, path: Path) -> None:
    """Hold a file against a schema that check-jsonschema brings with it."""
    check = [sys.executable, "-X", "utf8", "-m", "check_jsonschema"]
    known = subprocess.run([*check, "--help"], capture_output=True, encoding="utf-8", check=False)
    if schema not in known.stdout:
        pytest.skip(f"this check-jsonschema does not bring {schema}")
    done = subprocess.run(
        [*check, "--builtin-schema", schema, str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """A clean environment in which `vtlt` is that of this checkout."""
    scripts = tmp_path / "vtlt" / "bin"
    scripts.mkdir(parents=True)
    for name, module in (("vtlt", "vtlt_cli"), ("check-jsonschema", "check_jsonschema")):
        script = scripts / name
        start = f"export PYTHONPATH={shlex.quote(str(ROOT))}" if name == "vtlt" else ":"
        command = f'{start}\nexec {shlex.quote(sys.executable)} -m {module} "$@"\n'
        script.write_text(f"#!{BASH}\n{command}", encoding="utf-8")
        script.chmod(0o755)
    # The action asks the Python of its environment, which runs none of the folder it stands in.
    python = scripts / "python"
    isolated = 'test "$1" = -I && test "$2" = -m && test "$3" = vtlt_cli && shift 3 || exit 99'
    command = f'{isolated}\nexec {shlex.quote(str(scripts / "vtlt"))} "$@"\n'
    python.write_text(f"#!{BASH}\n{command}", encoding="utf-8")
    python.chmod(0o755)
    path = os.pathsep.join([str(scripts), os.environ.get("PATH", os.defpath)])
    return {"PATH": path, "LANG": "C.UTF-8", "HOME": str(tmp_path), **more}


def bash(
    script: str, cwd: Path, env: Mapping[str, str], *options: str
) -> subprocess.CompletedProcess[str]:
    assert BASH is not None
    return subprocess.run(
        [BASH, "--noprofile", "--norc", *options, "-c", script],
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# The pre-commit hook.

HOOK: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]


def test_the_pattern_of_the_hook_is_made_of_the_kinds(golden: Golden) -> None:
    hook = tool("hook")
    golden(hook.PAGE, hook.page())


def test_the_hook_checks_the_whole_folder() -> None:
    """A change of one file may make another wrong; and no file name becomes an option."""
    assert HOOK["id"] == "vtlt-validate" and HOOK["language"] == "python"
    assert HOOK["entry"] == "vtlt validate --no-follow" and HOOK["pass_filenames"] is False
    assert " / " in HOOK["description"]


@pytest.mark.parametrize(
    "name",
    [
        *sorted(path.name for path in DATA.iterdir()),
        "waivers.yaml",
        "scores_2031.csv",
        "cluster_2009.yaml",
        "clusters_2009.yml",
        "clusters_0007.yaml",
        "clusters_20091.yaml",
        "my_rounds.yaml",
        "rounds.yaml.bak",
        "scores_2007.yaml",
        "awards_2007.csv",
        "Rounds.yaml",
        "README.md",
    ],
)
@pytest.mark.parametrize("folder", ["", "data/", "năm 2009/data/"])
def test_the_hook_takes_what_the_loader_takes(folder: str, name: str) -> None:
    taken = re.search(HOOK["files"], folder + name) is not None
    assert taken == (address_of(name) is not None)


# The GitHub action.

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INSTALL, CHECK = (step["run"] for step in ACTION["runs"]["steps"])


def test_the_action_is_an_action() -> None:
    keeps_to("vendor.github-actions", ROOT / "action.yml")


def test_the_action_runs_on_every_runner() -> None:
    for step in ACTION["runs"]["steps"]:
        assert step["shell"] == "bash"
        # An input inside a script would be run as a part of it.
        assert "${{" not in step["run"]
        assert "\r" not in step["run"]


def test_the_inputs_of_the_action_are_all_used_and_told() -> None:
    given = "".join(ACTION["runs"]["steps"][1]["env"].values())
    assert set(re.findall(r"inputs\.([a-z-]+)", given)) == set(ACTION["inputs"])
    for name, about in ACTION["inputs"].items():
        assert " / " in about["description"] and isinstance(about["default"], str)
        assert f"| `{name}` |" in section("GitHub")


@needs_bash
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"data": "data"}, 1),
        ({"data": "data/scores_2007.csv"}, 0),
        ({"data": "data", "strict": "true", "lang": "vi", "sarif-file": "a b.sarif"}, 1),
        ({"data": "data/scores_2007.csv", "sarif-file": "a.sarif"}, 0),
        ({"data": "my data"}, 0),
        ({"data": "my data", "strict": "true"}, 1),
        ({"data": "no-such"}, 2),
        ({"data": "no-such", "sarif-file": "a.sarif"}, 2),
        ({"data": "--help"}, 2),
        ({"data": "data", "strict": "True"}, 2),
        ({"data": "data", "sarif-file": "no-such/a.sarif"}, 2),
    ],
    ids=str,
)
def test_the_action_checks_and_keeps_the_exit_code(
    inputs: dict[str, str], code: int, tmp_path: Path
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "my data").mkdir()
    (tmp_path / "my data" / "scores_2031.csv").write_text("province,score\nHà nội,1\n", "utf-8")
    values = {name: about["default"] for name, about in ACTION["inputs"].items()} | inputs
    env = environment(tmp_path, RUNNER_TEMP=str(tmp_path))
    for name, text in ACTION["runs"]["steps"][1]["env"].items():
        env[name] = re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda m: values[m[1]], text)
    done = bash(CHECK, tmp_path, env, "-eo", "pipefail")
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert all(line.startswith("::") for line in done.stdout.splitlines())
    if code == 1:
        assert "::warning file=" in done.stdout
    if inputs.get("lang") == "vi":
        assert "Viết sai tên" in done.stdout
    if "sarif-file" in inputs and code != 2:
        sarif = json.loads((tmp_path / inputs["sarif-file"]).read_text("utf-8"))
        assert len(sarif["runs"][0]["results"]) == len(done.stdout.splitlines())


@needs_bash
def test_the_action_says_what_it_needs(tmp_path: Path) -> None:
    """Where Python is too old or missing, an annotation says so."""
    old = tmp_path / "old"
    old.mkdir()
    for name in ("python", "python3"):
        (old / name).write_text(f"#!{BASH}\nexit 1\n", "utf-8")
        (old / name).chmod(0o755)
    env = {"PATH": str(old), "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT)}
    done = bash(INSTALL, tmp_path, env, "-eo", "pipefail")
    assert done.returncode == 2 and done.stdout.startswith("::error::vtlt needs Python 3.11")


# The page.


@needs_bash
@pytest.mark.skipif(GIT is None, reason="needs git")
def test_the_commands_of_the_page_run_as_told(tmp_path: Path) -> None:
    """One after another, as a reader would; each ends as the page says."""
    shutil.copytree(DATA, tmp_path / "data")
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    env = environment(tmp_path)
    assert bash("git init -q && git add data", tmp_path, env).returncode == 0
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(lines) > 20
    for line in lines:
        command, _, told = line.partition(" # exit ")
        done = bash(command, tmp_path, env, "-o", "pipefail")
        assert done.returncode == int(told or 0), f"{line}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr, line
    assert json.loads((tmp_path / "findings.json").read_text("utf-8"))
    assert json.loads((tmp_path / "findings.sarif").read_text("utf-8"))["runs"]
    assert (tmp_path / "findings.xml").read_text("utf-8").startswith("<?xml")


def test_the_page_has_every_format() -> None:
    assert re.findall(r"^\| `([a-z]+)` \|", section("Formats"), re.MULTILINE) == list(REPORTERS)


def test_the_page_has_every_setting(tmp_path: Path) -> None:
    text = re.search(r"<!-- settings -->\n```toml\n(.*?)```", PAGE, re.DOTALL)
    assert text
    assert {name: type(value) for name, value in tomllib.loads(text[1]).items()} == SETTINGS
    (tmp_path / "vtlt.toml").write_text(text[1], encoding="utf-8")
    shutil.copytree(DATA, tmp_path / "data")
    from_file = inside("validate", cwd=tmp_path, lang=None)
    assert from_file.code == 1 and "NAM10" not in from_file.stdout
    assert "data/clusters_2009.yaml:20:21: cảnh báo NAM08" in from_file.stdout
    (tmp_path / "vtlt.toml").unlink()
    table = f"[project]\nname = 'a'\n\n[tool.vtlt]\n{text[1]}"
    (tmp_path / "pyproject.toml").write_text(table, encoding="utf-8")
    assert inside("validate", cwd=tmp_path, lang=None) == from_file


def test_the_settings_of_editors_are_made_of_the_kinds(golden: Golden) -> None:
    schemas = tool("schemas")
    golden(schemas.PAGE, schemas.page())


def test_the_editor_settings_name_every_schema() -> None:
    text = re.search(r"<!-- editor settings -->\n```json\n(.*?)```", PAGE, re.DOTALL)
    assert text
    named = json.loads(text[1])["yaml.schemas"]
    assert set(named) == {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()}
    for schema, pattern in named.items():
        kind = (address_of(Path(pattern.replace("*", "2009")).name) or Address("")).kind
        assert schema == f"schemas/{kind}.schema.json"


def yaml_blocks() -> dict[str, str]:
    """The YAML examples of the page by what they are, in the order of the page."""
    names = ["workflow", "workflow with sarif", "gitlab", "pre-commit", "data file"]
    return dict(zip(names, blocks("yaml"), strict=True))


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("workflow", "vendor.github-workflows"),
        ("workflow with sarif", "vendor.github-workflows"),
        ("gitlab", "vendor.gitlab-ci"),
    ],
)
def test_the_examples_are_valid(name: str, schema: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(yaml_blocks()[name], encoding="utf-8")
    keeps_to(schema, path)


@pytest.mark.parametrize("name", ["workflow", "workflow with sarif"])
def test_the_examples_use_inputs_that_there_are(name: str) -> None:
    steps = yaml.safe_load(yaml_blocks()[name])["jobs"]["validate"]["steps"]
    (ours,) = [step for step in steps if step["uses"].startswith("OWNER/vtlt")]
    assert set(ours["with"]) <= set(ACTION["inputs"])


def test_the_pre_commit_example_names_the_hook() -> None:
    (repo,) = yaml.safe_load(yaml_blocks()["pre-commit"])["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == [HOOK["id"]]


def test_the_first_line_of_a_data_file_may_name_its_schema(tmp_path: Path) -> None:
    text = yaml_blocks()["data file"]
    found = re.match(r"# yaml-language-server: \$schema=\.\./(schemas/\S+)\n", text)
    assert found and (ROOT / found[1]).is_file()
    (tmp_path / "clusters_2009.yaml").write_text(text, encoding="utf-8")
    assert inside("validate", "clusters_2009.yaml", cwd=tmp_path).code == 0
