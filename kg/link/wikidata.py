"""Links by the Wikidata API: search by name, then the items themselves, their offices and their classes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from kg.errors import LinkError
from kg.link._base import Settings
from kg.link._entry import Entry, Kind
from kg.link._http import AT_ONCE, Client
from kg.link._query import Query
from kg.link._store import SHIPPED, Store
from kg.link._wikibase import Item, Office, entry_of, kind_of, read_item
from kg.link.offline import Offline

__all__ = ["Wikidata", "linker"]

_URL = "https://www.wikidata.org/w/api.php"
_BATCH = 50
_HITS = 10
_NAMES = 3
_LONGEST_NAME = 200
# A commune of some country is a municipality a step or two further up; beyond that, everything is a thing.
_STEPS = 3
_BUSY = frozenset(("maxlag", "ratelimited", "readonly", "toomanyrequests"))
_COMMON = {"format": "json", "maxlag": "5"}


class _NoSuchEntityError(LinkError):
    """The API refuses a whole batch for one id.

    Attributes:
        id: which.
    """

    def __init__(self, id: str) -> None:
        super().__init__(f"no entity {id}")
        self.id = id


def _check(answer: Any) -> float | None:
    """Errors come with status 200: seconds to wait when it is busy, None for a good answer."""
    if not isinstance(answer, Mapping):
        raise LinkError(f"Wikidata answers {type(answer).__name__} where a JSON object belongs")
    error = answer.get("error")
    if error is None:
        return None
    code = str(error.get("code", "")) if isinstance(error, Mapping) else str(error)
    if code in _BUSY or code.startswith("internal_api_error"):
        return 0.0
    if code == "no-such-entity":
        raise _NoSuchEntityError(str(error.get("id", "")))
    raise LinkError(f"Wikidata refuses: {code}: {str(error.get('info', ''))[:200]}")


class Wikidata:
    """Finds candidates by the API; titles without a name, which no search finds, by the authority file."""

    def __init__(self, settings: Settings, client: Client | None = None) -> None:
        self._settings = settings
        self._client = client or Client(settings, settings.url or _URL)
        self._store = Store(settings.authority or SHIPPED)
        self._offline = Offline(self._store)
        self.codes = self._store.codes

    @property
    def authority(self) -> str:
        """Name of the service."""
        return f"wikibase-api {urlsplit(self._client.url).hostname}"

    def candidates(self, queries: Sequence[Query]) -> Sequence[tuple[Entry, ...]]:
        """Entries for each query, in the order of the queries.

        Raises:
            LinkError: the service could not be asked.
        """
        asked = {search for query in queries for search in self._searches(query)}
        hits = dict(zip(sorted(asked), self._each(self._search, sorted(asked)), strict=True))
        items = self._items({id for ids in hits.values() for id in ids})
        entries = self._entries({item.id: item for item in items.values()})
        found = []
        for query in queries:
            ids = dict.fromkeys(items[id].id for search in self._searches(query) for id in hits[search] if id in items)
            known = tuple(entries[id] for id in ids if id in entries)
            if not query.names or Kind.OFFICE in query.kinds:
                known += tuple(entry for entry in self._offline.candidates([query])[0] if entry.id not in ids)
            found.append(known)
        return found

    def _searches(self, query: Query) -> tuple[tuple[str, str], ...]:
        """(name, language) pairs worth a search."""
        languages = [code for code in query.languages if code in self._settings.languages] or ["en"]
        names = ["".join(char for char in name if char.isprintable()).strip() for name in query.names]
        good = [name for name in dict.fromkeys(names) if 1 < len(name) <= _LONGEST_NAME][:_NAMES]
        return tuple((name, language) for name in good for language in languages[:2])

    def _each[A, B](self, task: Callable[[A], B], arguments: Sequence[A]) -> list[B]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            jobs = [pool.submit(task, argument) for argument in arguments]
            try:
                return [job.result() for job in jobs]
            except LinkError:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _search(self, search: tuple[str, str]) -> tuple[str, ...]:
        name, language = search
        answer = self._client.get(
            {
                **_COMMON,
                "action": "wbsearchentities",
                "search": name,
                "language": language,
                "uselang": language,
                "type": "item",
                "limit": str(_HITS),
            },
            _check,
        )
        listed = answer.get("search")
        hits = [hit for hit in listed if isinstance(hit, Mapping)] if isinstance(listed, list) else []
        return tuple(str(hit["id"]) for hit in hits if _is_id(hit.get("id")))

    def _items(self, ids: Iterable[str]) -> dict[str, Item]:
        """Items by the id asked for; missing ones are left out, redirected ones have the id of their target."""
        wanted = sorted(set(ids))
        batches = [tuple(wanted[start : start + _BATCH]) for start in range(0, len(wanted), _BATCH)]
        found: dict[str, Item] = {}
        for batch in self._each(self._batch, batches):
            found.update(batch)
        return found

    def _batch(self, ids: tuple[str, ...]) -> dict[str, Item]:
        if not ids:
            return {}
        languages = "|".join((*self._settings.languages, "mul"))
        props = "labels|aliases|descriptions|claims"
        form = {**_COMMON, "action": "wbgetentities", "ids": "|".join(ids), "props": props, "languages": languages}
        try:
            answer = self._client.get(form, _check)
        except _NoSuchEntityError as error:
            left = tuple(id for id in ids if id != error.id)
            if len(left) == len(ids):
                raise
            return self._batch(left)
        found: dict[str, Item] = {}
        listed = answer.get("entities")
        entities = listed if isinstance(listed, Mapping) else {}
        for key, entity in entities.items():
            if not isinstance(entity, Mapping) or "missing" in entity or not _is_id(entity.get("id")):
                continue
            item = read_item(entity, self._settings.languages)
            found[key] = found[item.id] = item
            redirect = entity.get("redirects")
            if isinstance(redirect, Mapping) and _is_id(redirect.get("from")):
                found[str(redirect["from"])] = item
        return {id: item for id, item in found.items() if id in ids or item.id in ids}

    def _entries(self, items: Mapping[str, Item]) -> dict[str, Entry]:
        """Entries of items; what their offices, countries and classes are is looked up first."""
        store = self._store
        held = {office for item in items.values() for office, _, _ in item.terms}
        unknown = {id for id in held if store.by_id(id) is None}
        unknown |= {id for item in items.values() if kind_of(item) is Kind.OTHER for id in item.classes}
        more = dict(items)
        for _ in range(_STEPS):
            found = self._items(unknown - set(more))
            more.update(found)
            unknown = {parent for item in found.values() for parent in item.parents}

        def codes(id: str) -> tuple[str, ...]:
            known = store.by_id(id)
            return known.countries if known and known.kind is Kind.COUNTRY else more[id].codes if id in more else ()

        def office(id: str) -> Office | None:
            item, known = more.get(id), store.by_id(id)
            if known and known.kind is Kind.OFFICE:
                return Office(tuple(text for _, text in known.labels), known.countries)
            if item is None:
                return None
            countries = tuple(code for each in item.countries for code in codes(each))
            return Office(tuple(text for _, text in item.labels), countries)

        def kind(item: Item) -> Kind:
            above = set(item.classes)
            for _ in range(_STEPS):
                above |= {parent for id in above if id in more for parent in more[id].parents}
            return kind_of(item, above)

        return {id: entry_of(item, kind(item), codes, office, store.codes) for id, item in items.items()}


def _is_id(value: object) -> bool:
    return isinstance(value, str) and value[:1] == "Q" and value[1:].isdigit() and value.isascii()


def linker(settings: Settings) -> Wikidata:
    """The linker over Wikidata's API, or over another Wikibase at `settings.url`."""
    return Wikidata(settings)
