"""Who the owner of the desk is: whoever sits at this machine, and elsewhere whoever knows the password."""

import base64
import binascii
import ipaddress
import secrets
from typing import Annotated

from fastapi import Form
from fastapi.responses import RedirectResponse, Response
from starlette.requests import Request

from ui.settings import Settings
from ui.web.origin import FORWARDED
from ui.words.strings import language_of

_LOCAL_NAMES = frozenset(("localhost", "127.0.0.1", "::1"))
# A field of a form that names something.
Name = Annotated[str, Form(max_length=200)]


class NotTheOwner(Exception):
    """A request to the owner's pages from somebody else."""


def check_owner(request: Request, settings: Settings) -> str:
    """Return the language of the owner's pages; raises `NotTheOwner` for anybody else."""
    if not is_owner(request, settings):
        raise NotTheOwner
    return language_of(request.headers.get("accept-language"))


def see(address: str) -> Response:
    """Return the answer to a form, which leads to another page."""
    return RedirectResponse(address, status_code=303)


def is_owner(request: Request, settings: Settings) -> bool:
    """Tell whether the request comes from this machine, or brings the owner's password (HTTP Basic, any user name).

    Behind a proxy everybody seems to be on this machine, so that there only the password counts.
    """
    is_behind = bool(settings.trusted_proxies or settings.allowed_hosts)
    return (not is_behind and _is_local(request)) or _has_password(request, settings)


def _is_local(request: Request) -> bool:
    try:
        is_here = request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
    is_forwarded = request.scope.get(FORWARDED, True)
    return is_here and not is_forwarded and (request.url.hostname or "").casefold() in _LOCAL_NAMES


def _has_password(request: Request, settings: Settings) -> bool:
    if settings.owner_password is None:
        return False
    scheme, _, coded = request.headers.get("authorization", "").partition(" ")
    try:
        _, _, given = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return False
    expected = settings.owner_password.get_secret_value().encode()
    return scheme.casefold() == "basic" and secrets.compare_digest(given.encode(), expected)
