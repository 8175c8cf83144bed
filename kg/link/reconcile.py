"""Links by any W3C Reconciliation service: version 0.2, and the 1.0 draft where its manifest says so."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from kg.errors import LinkError
from kg.link._base import Settings
from kg.link._entry import Entry, Kind
from kg.link._http import Client
from kg.link._query import Query
from kg.link._store import SHIPPED, Store
from kg.link._wikibase import Item, kind_of

__all__ = ["Reconcile", "linker"]

_URL = "https://wikidata.reconci.link/en/api"
_WIKIDATA = "http://www.wikidata.org/entity/"
_BATCH = 20
_LIMIT = 6
_TYPES = {Kind.PERSON: "Q5", Kind.COUNTRY: "Q6256", Kind.CITY: "Q515", Kind.ORGANISATION: "Q43229"}
_WORDS = {
    Kind.PERSON: ("human", "person", "people"),
    Kind.COUNTRY: ("country", "state", "nation"),
    Kind.CITY: ("city", "town", "settlement", "place", "municipality", "capital"),
    Kind.ORGANISATION: ("organi", "corporate", "body", "agency", "company", "institution", "alliance", "union"),
}
_PLACEHOLDER = re.compile(r"\{\{?\s*id\s*\}?\}")


class Reconcile:
    """Finds candidates by a reconciliation service; its own opinion of them is not believed."""

    def __init__(self, settings: Settings, client: Client | None = None) -> None:
        self._client = client or Client(settings, settings.url or _URL)
        self._store = Store(settings.authority or SHIPPED)
        self._manifest: Mapping[str, Any] | None = None
        self.codes = self._store.codes

    @property
    def authority(self) -> str:
        """Name of the service."""
        return f"reconciliation {urlsplit(self._client.url).hostname}"

    def candidates(self, queries: Sequence[Query]) -> Sequence[tuple[Entry, ...]]:
        """Entries for each query, in the order of the queries.

        Raises:
            LinkError: the service could not be asked.
        """
        numbered = [(index, query) for index, query in enumerate(queries) if query.names]
        found: list[tuple[Entry, ...]] = [()] * len(queries)
        for start in range(0, len(numbered), _BATCH):
            batch = numbered[start : start + _BATCH]
            answers = self._ask([query for _, query in batch])
            for (index, query), answer in zip(batch, answers, strict=True):
                found[index] = tuple(self._entries(query, answer))
        return found

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the service says of itself; asked for once."""
        if self._manifest is None:
            found = self._client.get({})
            if not isinstance(found, Mapping) or not found.get("name"):
                raise LinkError(f"{self._client.url}: not a reconciliation service: its manifest has no name")
            self._manifest = found
        return self._manifest

    @property
    def _draft(self) -> bool:
        versions = [str(each) for each in self.manifest.get("versions") or ("0.1",)]
        return not any(each.startswith("0.") for each in versions) and any(each.startswith("1.0") for each in versions)

    @property
    def _is_wikidata(self) -> bool:
        return str(self.manifest.get("identifierSpace", "")) == _WIKIDATA

    def _ask(self, queries: Sequence[Query]) -> list[Sequence[Any]]:
        """The candidates of each query, as the service lists them."""
        if self._draft:
            answer = self._client.post_json("/reconcile", {"queries": [self._draft_query(each) for each in queries]})
            results = answer.get("results") if isinstance(answer, Mapping) else None
            if not isinstance(results, list) or len(results) != len(queries):
                raise LinkError(f"{self._client.url}: its answer does not fit the questions")
            return [_list(each, "candidates") for each in results]
        batch = {f"q{number}": self._query(query) for number, query in enumerate(queries)}
        answer = self._client.post({"queries": json.dumps(batch, ensure_ascii=False)})
        if not isinstance(answer, Mapping) or "error" in answer or not set(batch) <= set(answer):
            raise LinkError(f"{self._client.url}: its answer does not fit the questions")
        return [_list(answer[key], "result") for key in batch]

    def _query(self, query: Query) -> dict[str, Any]:
        asked: dict[str, Any] = {"query": query.names[0][:200], "limit": _LIMIT}
        kind = next((each for each in _TYPES if each in query.kinds), None)
        if self._is_wikidata and kind:
            asked |= {"type": _TYPES[kind], "type_strict": "should"}
            country = next((self._store.entry(number) for number in self._store.find(f"c:{query.country}")), None)
            if country and kind is not Kind.COUNTRY:
                property = "P27" if kind is Kind.PERSON else "P17"
                asked["properties"] = [{"pid": property, "v": {"id": country.id, "name": country.label}}]
        return asked

    def _draft_query(self, query: Query) -> dict[str, Any]:
        asked = self._query(query)
        conditions = [{"matchType": "name", "propertyValue": asked["query"]}]
        conditions += [
            {"matchType": "property", "propertyId": each["pid"], "propertyValue": each["v"]}
            for each in asked.get("properties", ())
        ]
        draft = {"limit": asked["limit"], "conditions": conditions}
        return {**draft, "type": asked["type"]} if "type" in asked else draft

    def _entries(self, query: Query, candidates: Sequence[Any]) -> Iterator[Entry]:
        for each in candidates:
            if not isinstance(each, Mapping) or not isinstance(each.get("id"), str):
                continue
            id, names = self._id(each["id"]), tuple(_names(each.get("name")))
            if not id or not names:
                continue
            kind = self._kind(each.get("type"), query)
            known = self._store.by_id(id) if self._is_wikidata else None
            if known and known.kind is kind:
                # The file knows its terms and countries; the service's label must fit all the same.
                yield known
                continue
            backed = any(
                isinstance(feature, Mapping) and feature.get("id") in ("P27", "P17") and feature.get("value") is True
                for feature in _list(each, "features")
            )
            countries = (query.country,) if backed and query.country else ()
            description = str(each.get("description") or "")
            yield Entry(
                id, kind, names[:1], tuple(text for _, text in names[1:]), countries, trust=0.8, description=description
            )

    def _id(self, id: str) -> str:
        """The Q id, or the whole IRI by the service's template; "" when it is neither."""
        if self._is_wikidata:
            return id if re.fullmatch(r"Q[1-9]\d*", id) else ""
        if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", id):
            return id
        view = self.manifest.get("view")
        template = str(view.get("url", "")) if isinstance(view, Mapping) else ""
        iri = _PLACEHOLDER.sub(lambda _: quote(id, safe=""), template)
        return iri if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", iri) and iri != template else ""

    def _kind(self, types: object, query: Query) -> Kind:
        """What a candidate is by its types; what was asked for when it has none."""
        asked = next((each for each in _TYPES if each in query.kinds), Kind.OTHER)
        listed = (
            [each if isinstance(each, Mapping) else {"id": each} for each in types] if isinstance(types, list) else []
        )
        if not listed:
            return asked
        ids = tuple(str(each.get("id", "")) for each in listed)
        if self._is_wikidata:
            found = kind_of(Item("", classes=ids))
            if found is not Kind.OTHER:
                return found
        said = " ".join(f"{each.get('name', '')} {each.get('id', '')}" for each in listed).casefold()
        return asked if any(word in said for word in _WORDS.get(asked, ())) else Kind.OTHER


def _list(holder: object, key: str) -> Sequence[Any]:
    found = holder.get(key) if isinstance(holder, Mapping) else None
    return found if isinstance(found, list) else ()


def _names(name: object) -> Iterator[tuple[str, str]]:
    """(language, text) of a name: a string, or in the draft a list of strings with their languages."""
    if isinstance(name, str) and name:
        yield "und", name
    for each in name if isinstance(name, list) else ():
        if isinstance(each, Mapping) and isinstance(each.get("str"), str) and each["str"]:
            yield str(each.get("lang") or "und"), each["str"]


def linker(settings: Settings) -> Reconcile:
    """The linker over the service at `settings.url`, Wikidata's by default."""
    return Reconcile(settings)
