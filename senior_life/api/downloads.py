"""A file as an answer: shown in a tab of its own, or kept."""

from fastapi import Response

# A PDF viewer of a browser is a page with styles of its own; scripts stay forbidden.
VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def download(content: bytes, media_type: str, name: str, *, is_shown: bool) -> Response:
    """``name`` is ASCII. Personal data: kept nowhere on the way."""
    where = "inline" if is_shown else "attachment"
    headers = {
        "Content-Disposition": f'{where}; filename="{name}"',
        "Cache-Control": "no-store",
        "Content-Security-Policy": VIEWER,
    }
    return Response(content, headers=headers, media_type=media_type)
