"""One registry of the formats in which a document can be had; each module makes bytes of it and can reach nothing else.

A renderer does not clean, round, choose or query.
"""

from reports.renderers import docx, html, pdf, xlsx

RENDERERS = {"html": html, "pdf": pdf, "xlsx": xlsx, "docx": docx}
