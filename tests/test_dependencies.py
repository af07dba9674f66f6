"""What the project stands on: each library for a reason, none under a licence that binds it."""

import re
import tomllib
from importlib.metadata import Distribution, distributions
from typing import Any

import pytest

from conftest import HOUSE

# How licences are spelt in the metadata of packages, by what they are.
ALLOWED = {
    "Apache": r"apache|apl 2",
    "BSD": r"\b(0?bsd|2-clause|3-clause)\b",
    "MIT": r"\bmit\b|mit-0|mit-cmu|expat",
    "ISC": r"\bisc(l)?\b",
    "Python": r"psf|python software foundation|cnri",
    "MPL": r"mpl|mozilla public",
    "OFL": r"ofl|open font license",
    "Zlib, Unlicense, CC0": r"zlib|unlicense|cc0",
    "matplotlib": r"^license agreement for matplotlib",
}
# Where the metadata do not say it: what stands in the package's own licence file.
TOLD_ELSEWHERE = {
    "axe-playwright-python": "MIT",
    "isoduration": "ISC",
    "ptyprocess": "ISC",
    # Under the Artistic License or the GPL as one chooses; it is loaded as it is, by a tool of the tests.
    "text-unidecode": "Artistic",
}


def licence(package: Distribution) -> str:
    """What a package says of its licence, in one line."""
    meta = package.metadata
    classified = [line for line in meta.get_all("Classifier") or [] if line.startswith("License ::")]
    return "; ".join(
        [
            *(meta.get_all("License-Expression") or []),
            *(said.strip().partition("\n")[0] for said in meta.get_all("License") or []),
            *(line.rpartition(" :: ")[2] for line in classified),
        ]
    )


def by_name(package: Distribution) -> str:
    """Where a package stands in a list."""
    return package.name.lower()


@pytest.mark.parametrize(
    "package", [pytest.param(each, id=each.name) for each in sorted(distributions(), key=by_name)]
)
def test_every_licence_is_one_that_we_can_live_with(package: Distribution) -> None:
    """Of all that is installed: free to use and to hand on; it binds neither the project nor its reports."""
    if package.name in TOLD_ELSEWHERE:
        return
    said = licence(package).lower()
    assert any(re.search(spelt, said) for spelt in ALLOWED.values()), (
        f"{package.name}: {said or 'says nothing'}"
    )


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))


def test_every_library_has_its_reason(project: dict[str, Any]) -> None:
    """docs/dependencies.md says in a line what each is there for, and names none that is not."""
    asked = [*project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        asked += extra
    for group in project["dependency-groups"].values():
        asked += group
    wanted = {re.split(r"[<>=!~;\[ ]", requirement)[0].lower() for requirement in asked}
    text = (HOUSE / "docs" / "dependencies.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|$", text, flags=re.MULTILINE))
    assert {name.lower() for name in told} == wanted
    assert [name for name, reason in told.items() if len(reason.strip()) < 15] == []
