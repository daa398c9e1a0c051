"""What a Word file consists of: elements, styles, numbering, pages and tables. `reports.renderers.docx` puts it together."""
