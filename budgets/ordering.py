"""Rows in an order that people choose: positions are 1..n without gaps."""


def append(thing, among):
    """Puts a new row behind the last of its siblings (a queryset)."""
    thing.position = among.count() + 1
    thing.save(force_insert=True)
    return thing


def move(among, key, *, by_steps: int) -> bool:
    """One row up (-1) or down (+1) among its siblings; False where it is at the end already or gone."""
    rows = list(among)
    index = next((i for i, row in enumerate(rows) if str(row.key) == str(key)), None)
    if index is None or not 0 <= index + by_steps < len(rows):
        return False
    rows.insert(index + by_steps, rows.pop(index))
    renumber(rows)
    return True


def remove(among, key) -> bool:
    rows = list(among)
    gone = next((row for row in rows if str(row.key) == str(key)), None)
    if gone is None:
        return False
    gone.delete()
    rows.remove(gone)
    renumber(rows)
    return True


def arrange(among, keys: list[str]) -> bool:
    """In the order of `keys`; rows that are not named go behind, as they stand. False where nothing moved."""
    rows = list(among)
    places = {key: index for index, key in enumerate(keys)}
    wanted = sorted(rows, key=lambda row: places.get(str(row.key), len(places)))
    renumber(wanted)
    return wanted != rows


def renumber(rows) -> None:
    moved = []
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            moved.append(row)
    if moved:
        type(moved[0]).objects.bulk_update(moved, ["position"])
