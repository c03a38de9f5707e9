"""The one HTML page, the same at every address: the client reads the address by itself."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from senior_life.web.catalogue import Catalogue
from senior_life.web.files import is_known
from senior_life.web.headers import DOCUMENT_HEADERS


@dataclass(frozen=True)
class Contact:
    """Whom to call when the screen does not answer; both are shown to residents as given."""

    desk: str
    phone: str


@dataclass(frozen=True)
class Page:
    template: str
    client: str
    contact: Contact

    @cached_property
    def html(self) -> bytes:
        values = {
            "client": self.client,
            "desk": self.contact.desk,
            "phone": self.contact.phone,
            "dial": re.sub(r"[^0-9+#*]", "", self.contact.phone),
        }
        return re.sub(
            r"\{\{(\w+)\}\}", lambda found: escape(values[found[1]]), self.template
        ).encode()

    @cached_property
    def small(self) -> bytes:
        return gzip.compress(self.html, 9, mtime=0)

    @cached_property
    def tag(self) -> str:
        return f'W/"{hashlib.sha256(self.html).hexdigest()[:24]}"'

    async def answer(self, request: Request) -> Response:
        """Anything that looks like a file is none of ours; a browser gets a plain 404."""
        if "." in request.url.path.rsplit("/", 1)[-1]:
            return Response(status_code=404)
        headers = {
            **DOCUMENT_HEADERS,
            "etag": self.tag,
            "cache-control": "no-cache",
            "vary": "accept-encoding",
        }
        if is_known(request.headers.get("if-none-match"), self.tag):
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            return Response(self.small, headers=headers, media_type="text/html")
        return Response(self.html, headers=headers, media_type="text/html")


def read_page(web_dir: Path, catalogue: Catalogue, contact: Contact) -> Page:
    template = (web_dir / "index.html").read_text(encoding="utf-8")
    return Page(template, catalogue.prefix, contact)
