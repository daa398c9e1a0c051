"""Keys of what is read: the same place in the same file always gets the same one."""

from uuid import UUID, uuid5

_NAMESPACE = UUID("6a1d0c1e-5f0e-5b52-9a53-0d6f3b1f7c21")


def key_at(kind: str, *place: int) -> str:
    return str(uuid5(_NAMESPACE, "/".join((kind, *map(str, place)))))
