"""What the file of a report is called where its codes are too many to stand in it one by one."""

import hashlib
from collections.abc import Sequence

__all__ = ["places_name", "report_name"]


def report_name(
    year: int, period: str, body: str, region: str = "", within: int = 0, units: str = "printed"
) -> str:
    """Name of a report of one year, below the folder of its kind and place.

    Examples
    --------
    >>> report_name(2023, "FY", "bloc"), report_name(2020, "TERM", "province", within=2, units="2025")
    ('2023-FY-bloc', '2020-TERM-province-within-2-units-2025')
    """
    near = f"within-{within}" if within else ""
    return "-".join(filter(None, (str(year), period, body, region, near, _by_units(units))))


def places_name(
    since: int,
    year: int,
    period: str,
    body: str,
    places: Sequence[str],
    indicators: Sequence[str] = (),
    units: str = "printed",
) -> str:
    """Name of a report of some places over some years.

    Examples
    --------
    >>> places_name(2019, 2023, "FY", "bloc", ("ca-mau", "tra-vinh"))
    '2019-2023-FY-bloc-ca-mau_tra-vinh'
    """
    chosen = hashlib.sha256(",".join(sorted(indicators)).encode()).hexdigest()[:8] if indicators else ""
    named = (str(since), str(year), period, body, "_".join(places), chosen, _by_units(units))
    return "-".join(filter(None, named))


def _by_units(units: str) -> str:
    return f"units-{units}" if units != "printed" else ""
