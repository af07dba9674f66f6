"""What many tests share: the real figures, every report of them, and a browser to look at pages with."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from analysis import Dataset, load
from analysis.reading import Vocabulary, vocabulary_of
from broken_data import copy
from real_reports import Reports

# The same examples on every machine, however busy it is.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

# Commands speak the language of the machine; these tests read English, but where they ask for another.
os.environ["LANGUAGE"] = "en"

HOUSE = Path(__file__).parents[1]

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # a container may have none, or little
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """End with one line that says what this machine lacks, where anything was skipped for it."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    if reasons:
        told = "; ".join(f"{reason} ({count})" for reason, count in sorted(reasons.items()))
        terminalreporter.write_line(f"not tested here: {told}; see README, Two commands")


@pytest.fixture(scope="session")
def data() -> Dataset:
    """Load the project's own figures once."""
    return load(HOUSE / "data")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let files with that in their names be begun, and nothing be written to them: the disk is full then."""
    opened: Callable[..., IO[Any]] = Path.open

    def of(name: str) -> None:
        def full(self: Path, mode: str = "r", *rest: Any, **more: Any) -> IO[Any]:
            file = opened(self, mode, *rest, **more)
            if name in self.name and "w" in mode:
                file.close()
                return opened(Path("/dev/full"), mode, *rest, **more)
            return file

        monkeypatch.setattr(Path, "open", full)

    return of


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the figures without the yearly indices: nothing in it is to be changed."""
    return copy(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small(small_folder: Path) -> Dataset:
    """Load these once, for tests in which thousands of rows would only cost time."""
    return load(small_folder)


@pytest.fixture(scope="session")
def reports(data: Dataset) -> Reports:
    """Give any report of the project's own figures, and all of them."""
    return Reports(data)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's own Chromium once; without one, skip here but fail where CI is set."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """Open an empty page as wide as a phone."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    yield page
    page.close()


@pytest.fixture(scope="session")
def known(data: Dataset) -> Vocabulary:
    """Make the vocabulary of reading once."""
    return vocabulary_of(data)
