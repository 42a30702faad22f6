"""One row of a list, the whole of it a link. In Python: a page has fifty, and a macro takes five times as long."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from frontline.ui.words import initials

_NOBODY = '<span class="face none s" title="Unassigned" role="img" aria-label="Unassigned"></span>'


def row(
    href: str,
    who: str,
    subject: str,
    beside: str = "",
    *,
    clock: str = "",
    clock_kind: str = "",
    clock_title: str = "",
    clock_href: str = "",
    tier: str = "",
    tier_label: str = "",
    unread: bool = False,
    current: bool = False,
    id: str = "",
    snippet: str | None = None,
    chips: Sequence[str] = (),
    face: str | None = None,
) -> Markup:
    """A row. What is not Markup is escaped.

    `who` and `beside` are a name and a company; `tier` is "priority", "subscriber" or "community"; `clock` words, or
    what `| ago` makes; `face` a name, "" for nobody, None for no face. A click on the clock goes to `clock_href`.
    """
    tier_title = f' title="{escape(tier_label)}"' if tier_label else ""
    tier_words = f'<span class="unseen">{escape(tier_label)}</span>' if tier_label else ""
    company = f"<span>{escape(beside)}</span>" if beside else ""
    goes = f' data-goes="{escape(clock_href)}"' if clock_href else ""
    why = f' title="{escape(clock_title)}"' if clock_title else ""
    marks = (' aria-current="true"' if current else "") + (f' id="{escape(id)}"' if id else "")
    return Markup(  # noqa: S704  (every part is escaped)
        f'<a class="row{" unread" if unread else ""}" href="{escape(href)}" data-row{marks}>\n'
        f'<i class="tier {escape(tier)}"{tier_title}>{tier_words}</i>\n'
        f'<span class="who"><b>{escape(who)}</b>{company}</span>\n'
        f'<span class="row-clock"{goes}><span class="clock {escape(clock_kind)}"{why}>{escape(clock)}</span></span>\n'
        f'<span class="subject">{escape(subject)}</span>\n'
        f"{_below(snippet, chips, face)}</a>"
    )


def _below(snippet: str | None, chips: Sequence[str], face: str | None) -> str:
    if snippet is None and not chips and face is None:
        return ""
    words = "" if snippet is None else f'<span class="clip">{escape(snippet)}</span>'
    for label in chips:
        words += f'<span class="chip">{escape(label)}</span>'
    return f'<span class="snippet">{words}{_face(face)}</span>\n'


def _face(name: str | None) -> str:
    if not name:
        return "" if name is None else _NOBODY
    title = escape(name)
    return f'<span class="face s" title="{title}" role="img" aria-label="{title}">{escape(initials(name))}</span>'
