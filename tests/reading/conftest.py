"""What the tests of reading share: the vocabulary of the project's data."""

import pytest

from analysis.data import Dataset
from analysis.reading import Vocabulary, vocabulary_of


@pytest.fixture(scope="session")
def known(data: Dataset) -> Vocabulary:
    """Make the vocabulary once."""
    return vocabulary_of(data)
