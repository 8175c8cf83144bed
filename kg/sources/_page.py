"""The main text of an HTML page and what the page says of it: JSON-LD, OpenGraph, meta elements."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg.errors import SourceError
from kg.model import Article, PartialDate, PublicationDate
from kg.sources._base import HALF_PAIR, Place, ReadOptions, decode, normal_lines, stated, web_address
from kg.sources._language import language_code
from kg.untrusted import parse_json

__all__ = ["read_page"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,40})", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F])|0*([0-9]{1,7})(?![0-9]));?")
_DATE = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_SITE_SUFFIX = re.compile(r"\s[|–—·•-]\s[^|–—·•]{1,60}$")
_HEAD = 4096
_NEAR_TOP = 400
_FIRST, _LAST = "1990-01-01", "2199-12-31"


@dataclass(frozen=True, slots=True)
class _Claims:
    """What a page says of its article; "" or () when nothing."""

    headline: str = ""
    url: str = ""
    language: str = ""
    published: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()


def read_page(data: bytes, place: Place, options: ReadOptions) -> Article:
    """The article of a page.

    The text is what trafilatura takes for the main text, one paragraph a line, with the headline as its first line
    unless it is in the text already; elements that the page itself hides are left out. What is known of it comes from
    JSON-LD, else OpenGraph and meta elements, else (date) htmldate, which looks at other marks in the page. A canonical
    address on another host is not believed.

    Raises:
        SourceError: not a text, or no article in it.
    """
    declared = place.charset
    if match := _CHARSET.search(data[:_HEAD]):
        declared = declared or match.group(1).decode("ascii")
    html, notes = decode(data, declared, mended=True)
    html = _REFERENCE.sub(_printed, _XML.sub("", html))
    tree = _tree(html)
    claims = _claims(tree)
    shown = _without_hidden(tree) or html
    headline = _headline(tree, claims)
    text = _main_text(shown)
    if not text:
        raise SourceError("no article text was found in the page: save the text itself as a .txt file")
    if headline and _folded(headline) not in _folded(text[: _NEAR_TOP + len(headline)]):
        text = f"{headline}\n\n{text}"
    return Article(
        text,
        place.origin,
        url=web_address(_address(claims.url, place.url)),
        language=options.language or claims.language or None,
        headline=headline or None,
        published=stated(options) or _published(claims.published) or _searched_date(html, place.url),
        publisher=claims.publisher or None,
        authors=claims.authors,
        notes=notes,
    )


def _printed(reference: re.Match[str]) -> str:
    """A character reference, or a replacement for a character that a tree of elements cannot hold."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    held = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return reference[0] if held else "\N{REPLACEMENT CHARACTER}"


def _tree(html: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    try:
        return lxml_html.document_fromstring(html, parser=lxml_html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"not HTML ({error}): save the text itself as a .txt file") from error


def _without_hidden(tree: Any) -> str:
    """The page without the elements it hides, which also leave the tree; "" when it hides none.

    A page that is hidden whole is one that a script shows later, so it stays.
    """
    from lxml import html as lxml_html

    hidden = [element for element in tree.xpath("//body//*[@hidden or @style]") if _is_hidden(element)]
    for element in hidden:
        element.drop_tree()
    return str(lxml_html.tostring(tree, encoding="unicode")) if hidden else ""


def _is_hidden(element: Any) -> bool:
    """Whether an element says of itself that it is not shown; what a search in the page brings up is shown."""
    if element.get("hidden", "until-found").strip().lower() != "until-found":
        return True
    style: dict[str, str] = {}
    for declaration in element.get("style", "").lower().split(";"):
        name, _, value = declaration.partition(":")
        style[name.strip()] = value.replace("!important", "").strip()
    return style.get("display") == "none" or style.get("visibility") == "hidden"


def _main_text(html: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(html, include_comments=False, include_tables=False, deduplicate=False)
    return normal_lines(text or "").replace("\0", "").strip()


def _claims(tree: Any) -> _Claims:
    """The claims of the page, each from the first of its marks that has it."""
    linked = _json_claims(tree)
    meta = _meta(tree)
    canonical = tree.xpath("string(//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href)")
    language = linked.language or meta.get("og:locale", "") or tree.xpath("string(/html/@lang)") or ""
    author = meta.get("author", "") or meta.get("article:author", "")
    return _Claims(
        headline=linked.headline or meta.get("og:title", "") or meta.get("twitter:title", ""),
        url=str(canonical).strip() or meta.get("og:url", "") or linked.url,
        language=language_code(language) or "",
        published=linked.published or meta.get("article:published_time", "") or meta.get("og:published_time", ""),
        publisher=linked.publisher or meta.get("og:site_name", ""),
        authors=linked.authors or ((author,) if author and "://" not in author else ()),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def _json_claims(tree: Any) -> _Claims:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            data = parse_json(script.text_content().strip(), strict=False)
        except ValueError:
            continue
        for node in _nodes(data, 0):
            types = node.get("@type", "")
            types = types if isinstance(types, list) else [types]
            if any(str(kind).endswith(("Article", "BlogPosting", "Report", "NewsItem")) for kind in types):
                return _Claims(
                    headline=_string(node.get("headline")) or _string(node.get("name")),
                    url=_string(node.get("url")) or _string(node.get("mainEntityOfPage")),
                    language=_string(node.get("inLanguage")),
                    published=_string(node.get("datePublished")),
                    publisher=_name(node.get("publisher")),
                    authors=tuple(dict.fromkeys(filter(None, map(_name, _list(node.get("author")))))),
                )
    return _Claims()


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document, outer ones first."""
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _nodes(data.get("@graph"), depth + 1)
        yield from _nodes(data.get("mainEntity"), depth + 1)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _string(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id") or value.get("alternateName") or ""
    return " ".join(HALF_PAIR.sub("\N{REPLACEMENT CHARACTER}", value).split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    name = _string(value)
    return "" if "://" in name else name


def _headline(tree: Any, claims: _Claims) -> str:
    """The title: as claimed, else the only first-level heading, else the page's title without the name of the site."""
    if claims.headline:
        title = claims.headline
    else:
        headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
        headings = [heading for heading in headings if heading]
        title = headings[0] if len(headings) == 1 else " ".join(tree.xpath("string(//title)").split())
    if claims.publisher and title.endswith(claims.publisher):
        title = title[: -len(claims.publisher)].rstrip(" |–—·•-:") or title
    elif not claims.headline:
        title = _SITE_SUFFIX.sub("", title)
    return title


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _address(claimed: str, fetched: str | None) -> str | None:
    """The canonical address where it is one and stays on the host the page came from."""
    address = urljoin(fetched or "", claimed) if claimed else ""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return fetched
    if parts.scheme not in ("http", "https") or not host:
        return fetched
    if fetched and host != (urlsplit(fetched).hostname or "").removeprefix("www."):
        return fetched
    return address


def _published(value: str) -> PublicationDate | None:
    match = _DATE.match(value.strip())
    if not match:
        return None
    try:
        return PublicationDate(PartialDate(*map(int, match.groups())), "metadata")
    except ValueError:
        return None


def _searched_date(html: str, url: str | None) -> PublicationDate | None:
    """The date htmldate finds in other marks of the page; its free search of the text is left to the date grammar."""
    import htmldate

    found = htmldate.find_date(
        html, extensive_search=False, original_date=True, url=url, min_date=_FIRST, max_date=_LAST
    )
    return _published(found or "")
