"""What the docstrings show is so."""

import doctest
import importlib
import pkgutil

import papermill.engines  # noqa: F401 - it looks for our engines while it is imported, and must come first
import pytest

import analysis

MODULES = [
    found.name
    for found in pkgutil.walk_packages(analysis.__path__, "analysis.")
    if not found.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    """Every example in the docstrings of a module gives what stands below it."""
    module = importlib.import_module(name)
    outcome = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.failed == 0


def test_there_are_examples() -> None:
    """The docstrings do show examples."""
    finder = doctest.DocTestFinder()
    modules = [importlib.import_module(name) for name in MODULES]
    assert sum(bool(test.examples) for module in modules for test in finder.find(module)) > 15
