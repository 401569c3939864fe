"""Charts as SVG, written by hand: what the plot commands of measures share. Standard library alone.

The SVG has no background of its own and suits light and dark pages; title and desc say to those who do not see it what it shows, and
every series has its name at its end (no colour alone tells it).

  chart = Chart("Query time", "p50 and p99 of ...", Axis("articles", 1e3, 1e6, log=True), Axis("ms", 0, 3))
  chart.series("p50", [(1000, 0.4), (10000, 0.5)])
  print(chart.svg())
"""
import math
from html import escape

WIDTH = 720
LEFT, TOP, BOTTOM = 70, 24, 356
LETTER_WIDTH, LETTER_HEIGHT = 6.8, 13  # of the labels, in pixels
COLOURS = 5

STYLE = """
text { font: 12px system-ui, sans-serif; fill: #24292f }
.axis { font-size: 13px }
.middle { text-anchor: middle }
.end { text-anchor: end }
.note { fill: #57606a; font-style: italic }
.grid { stroke: #d0d7de; stroke-width: 1 }
.zero { stroke: #57606a; stroke-width: 1.5; stroke-dasharray: 5 4 }
.curve { fill: none; stroke-width: 2 }
.interval { stroke-width: 1.2 }
.s0 { stroke: #0969da } circle.s0, text.s0 { fill: #0969da; stroke: none }
.s1 { stroke: #bc4c00 } circle.s1, text.s1 { fill: #bc4c00; stroke: none }
.s2 { stroke: #1a7f37 } circle.s2, text.s2 { fill: #1a7f37; stroke: none }
.s3 { stroke: #8250df } circle.s3, text.s3 { fill: #8250df; stroke: none }
.s4 { stroke: #57606a } circle.s4, text.s4 { fill: #57606a; stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .note { fill: #9da7b3 }
  .grid { stroke: #30363d }
  .zero { stroke: #9da7b3 }
  .s0 { stroke: #58a6ff } circle.s0, text.s0 { fill: #58a6ff }
  .s1 { stroke: #f0883e } circle.s1, text.s1 { fill: #f0883e }
  .s2 { stroke: #3fb950 } circle.s2, text.s2 { fill: #3fb950 }
  .s3 { stroke: #bc8cff } circle.s3, text.s3 { fill: #bc8cff }
  .s4 { stroke: #9da7b3 } circle.s4, text.s4 { fill: #9da7b3 }
}"""


class Axis:
    """Values from low to high, widened to round ones; with log=True by powers of ten (low is then above 0)."""

    def __init__(self, label, low, high, log=False, signed=False):
        self.label, self.log, self.signed = label, log, signed
        if log:
            first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
            values = [10.0 ** power for power in range(first, max(first + 1, last) + 1)]
            self.decimals = max(0, -first)
        else:
            values = self._round_values(low, high)
        self.ticks = [(value, self.text(value)) for value in values]

    def _round_values(self, low, high, wanted=8):
        span = (high - low) or 1
        magnitude = 10.0 ** math.floor(math.log10(span / wanted))
        step = next(factor * magnitude for factor in (1, 2, 5, 10) if span / (factor * magnitude) <= wanted)
        self.decimals = max(0, -math.floor(math.log10(step) + 1e-9))
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        return [(first + i) * step for i in range(last - first + 1)] if last > first else [first * step, (first + 1) * step]

    def text(self, value):
        text = f"{value:,.{0 if self.log and value >= 1 else self.decimals}f}"
        return f"+{text}" if self.signed and value > 1e-9 else text.replace("-", "\u2212")

    def share(self, value):
        """Where the value lies between the first tick (0) and the last one (1)."""
        low, high = self.ticks[0][0], self.ticks[-1][0]
        if self.log:
            value, low, high = math.log10(value), math.log10(low), math.log10(high)
        return (value - low) / (high - low)


def _number(value):
    return f"{round(value, 1):g}"


def _overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


class Chart:
    """One area with two axes. Series are drawn in the order in which they are given; labels keep clear of one another."""

    def __init__(self, title, description, across, up, right=700):
        self.title, self.description, self.across, self.up, self.right = title, description, across, up, right
        self.parts, self.labels, self.taken = [], [], []
        self.count, self.height = 0, BOTTOM + 60
        for value, text in across.ticks:
            self._line("grid", self.x(value), TOP, self.x(value), BOTTOM)
            self._text("tick middle", self.x(value), BOTTOM + 18, text)
        for value, text in up.ticks:
            self._line("zero" if abs(value) < 1e-9 and up.signed else "grid", LEFT, self.y(value), right, self.y(value))
            self._text("tick end", LEFT - 8, self.y(value) + 4, text)
        self._text("axis middle", (LEFT + right) / 2, BOTTOM + 46, across.label)
        self.parts.append(f'<text class="axis middle" transform="translate(18 {_number((TOP + BOTTOM) / 2)}) rotate(-90)">'
                          f"{escape(up.label)}</text>")

    def x(self, value):
        return LEFT + self.across.share(value) * (self.right - LEFT)

    def y(self, value):
        return BOTTOM + self.up.share(value) * (TOP - BOTTOM)

    def note(self, text):
        """A line below the axis."""
        self.height = BOTTOM + 80
        self._text("note middle", (LEFT + self.right) / 2, BOTTOM + 66, text)

    def note_at(self, value, text):
        """A remark on the line of one value of the upright axis."""
        self._text("note end", self.right - 4, self.y(value) + (15 if self.y(value) < BOTTOM - 20 else -5), text)

    def series(self, name, points, intervals=(), labels=(), marked=None):
        """A line through (x, y) points; `intervals` (x, low, high); `labels` a text for each point; the marked point is larger."""
        colour = f"s{self.count % COLOURS}"
        self.count += 1
        places = [(self.x(x), self.y(y)) for x, y in points]
        joined = " ".join(f"{_number(x)},{_number(y)}" for x, y in places)
        self.parts.append(f'<polyline class="curve {colour}" points="{joined}"/>')
        ends = {}
        for x, low, high in intervals:
            at, bottom, top = self.x(x), self.y(low), self.y(high)
            self._line(f"interval {colour}", at, top, at, bottom)
            self._line(f"interval {colour}", at - 4, top, at + 4, top)
            self._line(f"interval {colour}", at - 4, bottom, at + 4, bottom)
            self.taken.append((at - 4, top, at + 4, bottom))
            ends[at] = (top, bottom)
        self.taken += [(x - 4, y - 4, x + 4, y + 4) for x, y in places]
        for i, (x, y) in enumerate(places):
            style = "s1" if i == marked and colour == "s0" else colour
            self.parts.append(f'<circle class="{style}" cx="{_number(x)}" cy="{_number(y)}" r="{6 if i == marked else 4}"/>')
        for (x, y), text in zip(places, labels):
            top, bottom = ends.get(x, (y - 4, y + 4))
            self._text("label middle", *self._free_place(text, x, top, bottom), text)
        if name:
            self.labels.append((places[-1], colour, name))

    def svg(self):
        for (x, y), colour, name in sorted(self.labels, key=lambda label: label[0][1]):
            width = len(name) * LETTER_WIDTH
            while any(_overlap((x + 8, y - 6, x + 8 + width, y + 7), other) for other in self.taken):
                y += 1
            self.taken.append((x + 8, y - 6, x + 8 + width, y + 7))
            self._text(f"label {colour}", x + 8, y + 4, name)
        self.labels = []
        body = "\n".join(self.parts)
        return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" width="{WIDTH}" height="{self.height}" role="img" '
                f'aria-labelledby="title desc">\n<title id="title">{escape(self.title)}</title>\n'
                f'<desc id="desc">{escape(self.description)}</desc>\n<style>{STYLE}\n</style>\n{body}\n</svg>\n')

    def _line(self, style, x1, y1, x2, y2):
        self.parts.append(f'<line class="{style}" x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"/>')

    def _text(self, style, x, y, text):
        self.parts.append(f'<text class="{style}" x="{_number(x)}" y="{_number(y)}">{escape(text)}</text>')

    def _free_place(self, text, x, top, bottom):
        """At an end of a point's interval, or further out, where the label covers neither another one nor an interval."""
        width = len(text) * LETTER_WIDTH
        places = []
        for row in range(4):
            for y in (top - 5 - row * LETTER_HEIGHT, bottom + 14 + row * LETTER_HEIGHT):
                places.append((x - width / 2, y - LETTER_HEIGHT + 3, x + width / 2, y + 1, y))
        inside = [box for box in places if box[1] > 0 and box[3] < BOTTOM] or places
        box = next((box for box in inside if not any(_overlap(box, other) for other in self.taken)), places[0])
        self.taken.append(box[:4])
        return x, box[4]
