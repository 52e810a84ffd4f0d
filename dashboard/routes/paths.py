"""Where a redirect may lead: to a page of ours and nowhere else."""

import re

_LOCAL = re.compile(r"/(?![/\\])[A-Za-z0-9/_.~?=&%+-]{0,500}")


def local_path(given: str) -> str:
    """Return ``given`` where it is a path of this server, else the first page.

    >>> local_path("/stories/7"), local_path("//elsewhere.example/"), local_path("javascript:x")
    ('/stories/7', '/', '/')
    """
    return given if _LOCAL.fullmatch(given) else "/"
