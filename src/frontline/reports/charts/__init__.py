"""Charts as SVG and PNG: Altair's grammar, rendered by vl-convert in a process of its own.

    from frontline.reports.charts.picture import Picture
    from frontline.reports.charts.rendering import png, svg

    picture = Picture("frontline.reports.numbers.drawings:volume", {"days": [...]},
                      title="Opened, by day", description="Between 3 and 14 a day, most on Tuesdays.")
    svg(picture)                     # bytes, light
    svg(picture, dark=True)
    png(picture, scale=2)            # for mail and to take along

The first argument names a function that takes the data (plain JSON) and gives an Altair chart, without title or
theme: both are added here. Its module is imported only in the rendering process (Altair and vl-convert together take
150 MB), so it may import Altair at its top, and must not need Django. Colours that it names come from
`frontline.reports.charts.colours`, which imports nothing; data["dark"] is put in, and says which of the two.
Leave out `width` and `height` and the chart is 640 x 220.

A picture is worth its table: put one beside it, for those who can't see it, and give a description in words.
Rendered pictures are kept by what they show (`keeping.py`), so the same figures are drawn once.
Both raise `Undrawn`, a Refusal with a sentence, when nothing could be drawn.

In pages: `serving.serve(picture, "svg", request)` answers a request for an <img>, with ETag; the macro in
`charts/picture.html` has the <img>, which follows the theme.

This file imports nothing: the rendering process passes through it, and has no Django.
"""
