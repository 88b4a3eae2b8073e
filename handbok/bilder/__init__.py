"""Static pictures as SVG: no browser, no script, no measuring of fonts; the same bytes on every machine."""
