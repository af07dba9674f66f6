"""What the docstrings show is so."""

import doctest
import importlib
import pkgutil

import pytest

import analysis

MODULES = [found.name for found in pkgutil.iter_modules(analysis.__path__, "analysis.") if not found.ispkg]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_examples(name: str) -> None:
    """Every example in the docstrings of a module gives what stands below it."""
    module = importlib.import_module(name)
    outcome = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.failed == 0


def test_there_are_examples() -> None:
    """The docstrings do show examples."""
    finder = doctest.DocTestFinder()
    modules = [importlib.import_module(name) for name in MODULES if not name.endswith("__main__")]
    assert sum(bool(test.examples) for module in modules for test in finder.find(module)) > 15
