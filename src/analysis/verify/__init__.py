"""A report that was made, held against the data as they are now.

`verify` derives every figure of a page again and names each that differs or is out of date.
"""

from analysis.verify.verdict import verify

__all__ = [
    "verify",
]
