"""A local HTTP server that speaks the APIs, does what a test tells it to, and writes down who came when."""

import gzip
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

DATA = Path(__file__).parent / "data"


def sample(name):
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


def wrapped(name):
    """A sample with status and headers."""
    found = sample(name)
    body = found["body_text"].encode() if "body_text" in found else json.dumps(found["body"]).encode()
    return Answer(found["http"]["status"], body, found["http"]["headers"])


@dataclass
class Answer:
    status: int = 200
    body: bytes = b"{}"
    headers: dict = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    length: int | None = None
    gzipped: bool = False


def as_json(value, **rest):
    return Answer(200, json.dumps(value).encode(), {"Content-Type": "application/json"}, **rest)


@dataclass
class Request:
    method: str
    path: str
    params: dict
    headers: dict
    body: str
    at: float
    beside: int


class Server:
    """Answers with `plan` first, one after the other, then with what `reply(request)` gives."""

    def __init__(self, reply):
        self.log = []
        self.clock = time.monotonic
        self.plan = []
        self.reply = reply
        self._lock = threading.Lock()
        self._open = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                server.handle(self, "GET")

            def do_POST(self):
                server.handle(self, "POST")

            def log_message(self, *args):
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                """A client that hangs up is what these tests are about."""

        self._http = Quiet(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_port}/w/api.php"

    def close(self):
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def handle(self, handler, method):
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0)).decode()
        parts = urlsplit(handler.path)
        form = body if "urlencoded" in (handler.headers.get("Content-Type") or "") else ""
        params = {key: values[0] for key, values in parse_qs(parts.query or form).items()}
        with self._lock:
            self._open += 1
            request = Request(method, parts.path, params, dict(handler.headers), body, self.clock(), self._open)
            self.log.append(request)
            answer = self.plan.pop(0) if self.plan else None
        try:
            self._send(handler, answer or self.reply(request))
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with self._lock:
                self._open -= 1

    @staticmethod
    def _send(handler, answer):
        time.sleep(answer.delay)
        body = gzip.compress(answer.body) if answer.gzipped else answer.body
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        if answer.gzipped:
            handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(body) if answer.length is None else answer.length))
        handler.end_headers()
        if answer.drip:
            for byte in body:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                time.sleep(answer.drip)
        else:
            handler.wfile.write(body)
        if answer.length is not None:
            handler.close_connection = True
            handler.connection.close()


def wikibase(request):
    """The Wikidata API over the samples: search by a table, items by id."""
    params = request.params
    if params.get("action") == "wbsearchentities":
        hits = {
            "nursultan nazarbayev": "wbsearchentities-hit",
            "nazarbayev": "wbsearchentities-hit",
            "noursoultan nazarbaïev": "wbsearchentities-hit-fr",
        }
        return as_json(sample(hits.get(params["search"].casefold(), "wbsearchentities-empty")))
    known = sample("wbgetentities-two-people-and-place")["entities"]
    if "ids" not in params:
        return as_json({"success": 1})
    ids = params["ids"].split("|")
    entities = {id: known.get(id, {"id": id, "missing": ""}) for id in ids}
    return as_json({"entities": entities, "success": 1})
