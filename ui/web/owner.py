"""Who the owner of the desk is: whoever sits at this machine, and elsewhere whoever knows the password."""

import base64
import binascii
import ipaddress
import secrets

from starlette.requests import Request

from ui.settings import Settings

# What a proxy on this machine adds: its requests come from here, and their senders do not.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_LOCAL_NAMES = frozenset(("localhost", "127.0.0.1", "::1"))


def is_owner(request: Request, settings: Settings) -> bool:
    """Tell whether the request comes from this machine, or brings the owner's password (HTTP Basic, any user name)."""
    return _is_local(request) or _has_password(request, settings)


def _is_local(request: Request) -> bool:
    try:
        is_here = request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
    is_forwarded = any(name in request.headers for name in _FORWARDED)
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
