"""Finished blocks kept on disk, so that a study that was interrupted goes on where it was.

`with keeping():` around any study keeps its blocks and takes those that are there. What is kept
is a whole block with a checksum, under a key of all that it depends on; a file that is not whole
is thrown away and its block run again, so the results are the same to the last bit.
"""

from contactline.study.store.folder import StoredStudy, clear, store_folder, stored_studies
from contactline.study.store.session import Keeping, Shelf, inside_a_block, keeping, shelf_of

__all__ = [
    "Keeping",
    "Shelf",
    "StoredStudy",
    "clear",
    "inside_a_block",
    "keeping",
    "shelf_of",
    "store_folder",
    "stored_studies",
]
