"""Office files are zip archives, whose entries carry the moment of saving; here the same contents are the same bytes."""

import io
import zipfile
from collections.abc import Callable

# The earliest that a zip archive can state.
LEAST_DATE = (1980, 1, 1, 0, 0, 0)


def _as_it_is(_: str, content: bytes) -> bytes:
    return content


def undated(saved: io.BytesIO, change: Callable[[str, bytes], bytes] = _as_it_is) -> bytes:
    """change: takes the name and the content of an entry, gives the content that it shall have."""
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, LEAST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, change(name, source.read(name)))
    return out.getvalue()
