"""A fingerprint of an entry that must not change once it has landed.

What equals its default is left out, so that a new field with a default leaves the older entries as they were.
"""

import dataclasses
import hashlib
import json
from decimal import Decimal


def fingerprint(record):
    text = json.dumps(_stated(record), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _stated(value):
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {f.name: _stated(getattr(value, f.name)) for f in fields if getattr(value, f.name) != f.default}
    if isinstance(value, tuple):
        return [_stated(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value
