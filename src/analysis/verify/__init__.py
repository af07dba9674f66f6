"""A report that was made, held against the data as they are now.

`verify` derives every figure of a page again and names each that differs or is out of date;
`verify_file` does so for whatever file of a report is at hand.
"""

from analysis.verify.files import verify_file
from analysis.verify.verdict import verify

__all__ = [
    "verify",
    "verify_file",
]
