"""Static pictures as SVG: no browser, no script, no measuring of fonts; the same bytes on every machine.

Why not Vega-Lite through vl-convert: its layout depends on the fonts at hand, it is 84 MB and takes 1–2 s to start, and
names, description and words for what is missing would have to be put into its output by us. Five kinds of chart are
less code than that, and can be made to fit a telephone: widths are in percent and text in pixels, so that bars shrink
with the screen and letters do not.
"""
