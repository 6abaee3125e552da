"""A flow as a picture: SVG to look at, Mermaid to paste into a page."""
