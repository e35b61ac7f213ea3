"""The library as plain records, read from the files."""

import pytest

from triggercare.domain.anatomy import FIXTURES, Library
from triggercare.library.content import read_content


@pytest.fixture(scope="session")
def library() -> Library:
    """The whole real library, without a database."""
    return read_content(FIXTURES).library
