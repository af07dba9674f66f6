"""A report that was made, held against the data as they are now.

`verify` derives every figure of a page again and names each that differs or is out of date.
"""

from analysis.verify.files import HANDED_ON, page_files, verify_file
from analysis.verify.signatures import PrivateKey, PublicKey
from analysis.verify.verdict import verify

__all__ = ["HANDED_ON", "PrivateKey", "PublicKey", "page_files", "verify", "verify_file"]
