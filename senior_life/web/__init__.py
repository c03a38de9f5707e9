"""Everything around the Flet page: the page itself, the client's files, the socket, the headers."""

from senior_life.web.page import Contact
from senior_life.web.serve import serve

__all__ = ["Contact", "serve"]
