"""The picture in docs/ tells the story of the table of moves."""

from django.conf import settings

from reports.diagram import drawn


def test_the_diagram_in_the_docs_is_the_one_drawn_from_the_moves():
    assert (settings.BASE_DIR / "docs" / "流程.md").read_text(encoding="utf-8") == drawn()
