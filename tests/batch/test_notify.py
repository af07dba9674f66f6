"""`batch --notify`: the result is told to whom it concerns."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from analysis.batch import Messenger, Watch
from analysis.batch.runner import Outcome
from analysis.errors import RequestError
from analysis.messages import speaking
from analysis.run import Job


@pytest.fixture
def mailbox() -> Iterator[tuple[str, list[Any]]]:
    """Give the address of a server on this machine, and what it was sent."""
    received: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"json://127.0.0.1:{server.server_port}/", received
    server.shutdown()
    thread.join()
    server.server_close()


def test_failures_are_told_with_their_reasons(mailbox: tuple[str, list[Any]]) -> None:
    """Counts in the title; in the text every failure, and where the reports can be seen."""
    address, received = mailbox
    watch = Watch(2, 2, quiet=True)
    job = Job("province", "tra-vinh", 2023, "FY", "bloc", "vi")
    watch.see(Outcome(job, "made"))
    watch.see(Outcome(job, "failed", "cell 4 failed: ValueError: no", "notebook"))
    assert Messenger([address], "https://example.org/reports/").tell(watch)
    (message,) = received
    assert message["title"] == "analysis batch: 1 made, 1 failed"
    assert message["type"] == "failure"
    assert "province/tra-vinh/2023-FY-bloc.vi: notebook: cell 4 failed: ValueError: no" in message["message"]
    assert message["message"].endswith("https://example.org/reports/")


def test_failures_are_told_in_the_language_spoken(mailbox: tuple[str, list[Any]]) -> None:
    """What failed is named in Vietnamese, too."""
    address, received = mailbox
    with speaking("vi"):
        watch = Watch(1, 1, quiet=True)
        job = Job("province", "tra-vinh", 2023, "FY", "bloc", "vi")
        watch.see(Outcome(job, "failed", "x", "notebook"))
        assert Messenger([address]).tell(watch)
    assert "vi: sổ tay: x" in received[0]["message"]


def test_success_is_told_as_such(mailbox: tuple[str, list[Any]]) -> None:
    """A batch in which nothing failed is good news."""
    address, received = mailbox
    assert Messenger([address]).tell(Watch(0, 0))
    assert (received[0]["type"], received[0]["message"]) == ("success", "nothing to do")


def test_an_address_that_is_none_is_refused_before_anything_is_made() -> None:
    """The message says which kind it was, and keeps what may be a password to itself."""
    with pytest.raises(RequestError, match="--notify nothing://…") as caught:
        Messenger(["nothing://user:secret@host"])
    assert "secret" not in str(caught.value)


def test_nobody_there_is_no_failure_of_the_batch() -> None:
    """That a message was not taken is told, not raised."""
    assert not Messenger(["json://127.0.0.1:1/"]).tell(Watch(0, 0))
