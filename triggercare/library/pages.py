"""Guidance pages: Markdown files with a TOML head. To add one, add a file under fixtures/pages/."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from markdown_it import MarkdownIt

_HEAD = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.DOTALL)
_CITATION = re.compile(r"\[@([a-z0-9-]+)\]")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
# A wide table scrolls by itself on a small screen, by finger or by keyboard.
_MARKDOWN.add_render_rule(
    "table_open",
    lambda *_: '<div class="table-scroll" tabindex="0" role="group" aria-label="Table">\n<table>',
)
_MARKDOWN.add_render_rule("table_close", lambda *_: "</table></div>")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """One page of guidance. `body` is Markdown in which [@key] cites a source; `order` sorts menus."""

    slug: str
    title: str
    summary: str
    written_on: date
    order: int
    body: str

    @property
    def sources(self) -> tuple[str, ...]:
        """The cited keys in the order in which they appear, each once."""
        return tuple(dict.fromkeys(_CITATION.findall(self.body)))

    @property
    def next_check(self) -> date:
        """At most 24 months later (clinical rules, WR7)."""
        return self.written_on + timedelta(days=730)


def read_page(text: str) -> tuple[str | None, str]:
    """The TOML head and the Markdown body; the head is None where there is none."""
    match = _HEAD.match(text)
    return (match[1], match[2].strip()) if match else (None, text)


def render(page: GuidePage) -> str:
    """The body as HTML. A citation becomes a link to its numbered source note."""
    numbers = {key: number for number, key in enumerate(page.sources, start=1)}
    body = _CITATION.sub(lambda m: f"[\\[{numbers[m[1]]}\\]](#source-{numbers[m[1]]})", page.body)
    html: str = _MARKDOWN.render(body)
    return html
