"""What became of a batch, told to whom it concerns: mail, chat, webhook, whatever Apprise knows."""

from collections.abc import Sequence
from typing import Any

from analysis.batch.progress import Watch
from analysis.batch.reasons import blame_in_words
from analysis.errors import RequestError
from analysis.messages import say

_FAILURES_TOLD = 20


class Messenger:
    """Sends one message when a batch is done.

    Parameters
    ----------
    addresses : sequence of str
        As Apprise writes them: ``mailto://…``, ``tgram://…``, ``json://…``.
    link : str, optional
        Where the reports can be seen.

    Raises
    ------
    RequestError
        If Apprise is not installed, or does not know an address.
    """

    def __init__(self, addresses: Sequence[str], link: str = "") -> None:
        try:
            from apprise import Apprise
        except ModuleNotFoundError:
            raise RequestError("needs-notify") from None
        self._apprise: Apprise = Apprise()
        self._link = link
        for address in addresses:
            if not self._apprise.add(address):
                # Not the whole of it: it may hold a password.
                kind = address.partition("://")[0]
                raise RequestError("not-notifiable", kind=kind)

    def tell(self, watch: Watch, *, error: str = "") -> bool:
        """Send how many reports were made, and which failed and why.

        Parameters
        ----------
        watch : Watch
            Of the batch, when it is over.
        error : str, optional
            What ended it before its time.

        Returns
        -------
        bool
            Whether every address took it.
        """
        from apprise import NotifyType

        failed = [f"{each.job.stamp}: {blame_in_words(each.blame)}: {each.reason}" for each in watch.failures]
        more = len(failed) - _FAILURES_TOLD
        lines = [
            error,
            *failed[:_FAILURES_TOLD],
            say("more-failures", count=more) if more > 0 else "",
            self._link,
        ]
        title = watch.summary
        kind: Any = NotifyType.FAILURE if error or failed else NotifyType.SUCCESS
        body = "\n".join(filter(None, lines)) or title
        told = say("notify-title", counts=title)
        return bool(self._apprise.notify(body=body, title=told, notify_type=kind))
