"""Small web pages of invented outlets, put together from parts, for the tests of the HTML reader."""

import json

PARAGRAPHS = (
    "Präsidentin Orla Venn hat sich am Donnerstag zu einem Gespräch mit Regierungschef Tam Ilek bereit erklärt.",
    "„Wir sind bereit, uns zu treffen“, sagte Venn in Halvern. Ein Termin stehe noch nicht fest, hieß es weiter.",
    "Aus der Umgebung des Regierungschefs verlautete, man prüfe den Vorschlag. Eine Antwort gebe es in einer Woche.",
)
HEADLINE = "Venn will Ilek noch im August treffen"
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2025-08-07T14:30:00+02:00",
    "dateModified": "2025-08-09T09:00:00+02:00",
    "author": [{"@type": "Person", "name": "Mara Lind"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "Halverner Bote"},
}


def linked(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def article(*paragraphs):
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)


def page(body="", head="", lang="de", title=f"{HEADLINE} - Halverner Bote"):
    """A whole page with navigation and footer around `body`, a headline and three paragraphs where that is empty."""
    main = body or f"<h1>{HEADLINE}</h1><article>{article()}</article>"
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        '<nav><a href="/">Start</a> <a href="/politik">Politik</a> <a href="/sport">Sport</a></nav>'
        f"<main>{main}</main><footer>© 2019 Halverner Bote, alle Rechte vorbehalten</footer></body></html>"
    ).encode()
