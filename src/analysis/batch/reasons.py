"""Why a report has to be made, and whose failure one is, in the language that is spoken.

Plans and manifests keep the words of programs, in whatever language the run was asked; people read these.
"""

import re

from analysis.messages import say, says

_CHANGED = re.compile(r"\b(data|code|notebook|inputs|parameters|versions) changed")
_MORE = re.compile(r" and (\d+) more\b")
_BESIDE = "release, or tables beside the figures"


def reason_in_words(reason: str) -> str:
    """The reason of a task, as `why_make` and the schedule give it.

    Examples
    --------
    >>> reason_in_words("missing output: pdf")
    'missing output: pdf'
    >>> from analysis.messages import speaking
    >>> with speaking("vi"):
    ...     reason_in_words("data changed (a/b and 2 more), code changed")
    'số liệu đã đổi (a/b và 2 mục nữa), chương trình đã đổi'
    """
    kind, parted, what = reason.partition(": ")
    if parted and kind == "missing output":
        unreadable = what == "json is not readable"
        return say("reason-missing", what=say("reason-unreadable") if unreadable else what)
    if says(f"reason-{reason}"):
        return say(f"reason-{reason}")
    told = _CHANGED.sub(
        lambda found: say(f"reason-{found[1]}"), reason.replace(_BESIDE, say("reason-beside"))
    )
    return _MORE.sub(lambda found: say("reason-more", count=int(found[1])), told)


def blame_in_words(blame: str) -> str:
    """What failed: the notebook, how it is shown, or what runs it."""
    return say(f"blame-{blame}") if says(f"blame-{blame}") else blame
