"""What the file of a report is called where its codes are too many to stand in it one by one."""

import hashlib
from collections.abc import Sequence

__all__ = ["places_name"]


def places_name(
    since: int, year: int, period: str, body: str, places: Sequence[str], indicators: Sequence[str] = ()
) -> str:
    """Name of a report of some places over some years.

    Examples
    --------
    >>> places_name(2019, 2023, "FY", "bloc", ("ca-mau", "tra-vinh"))
    '2019-2023-FY-bloc-ca-mau_tra-vinh'
    """
    chosen = hashlib.sha256(",".join(sorted(indicators)).encode()).hexdigest()[:8] if indicators else ""
    return "-".join(filter(None, (str(since), str(year), period, body, "_".join(places), chosen)))
