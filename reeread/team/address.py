"""Where a hub is: an address without a secret, and how safely it is reached."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

from reeread.model.errors import UsageError
from reeread.team import service

_SCHEMES = ("postgresql", "postgres")
_SECRETS = ("password", "sslpassword")
_INSTEAD = "Leave it out and keep it in ~/.pgpass, in a service file (PGSERVICEFILE), in PGPASSWORD or in the keyring."
_SAFE = "verify-full"


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a hub."""

    text: str
    """As it was given."""
    options: Mapping[str, str]
    """What the connection is asked for beyond the address, by libpq's names."""
    warning: str = ""
    """What is less safe than it could be, because it was asked for; empty otherwise."""


def address(text: str, environment: Mapping[str, str] = os.environ) -> Address:
    """Return the address of a hub, with TLS and a look at the hub's certificate unless it is on this machine.

    What the address leaves open a service says, if one is named, and then the environment.

    Args:
        text: Like postgresql://ann@hub.example/desk; a service of PGSERVICEFILE is postgresql:///?service=desk.
        environment: Where libpq's variables stand.

    Raises:
        UsageError: It is no such address, or a password stands in it.
    """
    try:
        parts = urlsplit(text.strip())
        secret = parts.password is not None
        asked = {name.lower(): value for name, value in parse_qsl(parts.query, keep_blank_values=True)}
    except ValueError:
        raise _none() from None
    if secret or any(name in asked for name in _SECRETS) or "password" in text.lower().split("?")[0]:
        raise UsageError(
            "A password may not stand in the address of a hub: others can see it.", next_step=_INSTEAD
        )
    if parts.scheme not in _SCHEMES:
        raise _none()
    is_unknown = "service" in asked or bool(environment.get("PGSERVICE"))  # where a service leads
    if is_unknown and (said := service.said(text.strip())):
        asked, environment, is_unknown = {**said, **asked}, {}, False
    options = {"connect_timeout": "10", "application_name": "reeread"}
    options = {name: value for name, value in options.items() if name not in asked}
    hosts = _hosts(parts.netloc)
    if "host" in asked:
        hosts = asked["host"].split(",")
    elif not any(hosts):
        hosts = environment.get("PGHOST", "").split(",")
    reached = (asked.get("hostaddr") or environment.get("PGHOSTADDR", "")).split(",")
    if not is_unknown and all(map(_is_near, (*hosts, *reached))):  # a name by a tunnel is a name to be shown
        return Address(text.strip(), options)
    mode = asked.get("sslmode") or environment.get("PGSSLMODE") or ""
    if mode and mode != _SAFE:
        who = ", ".join(filter(None, hosts)) or ", ".join(filter(None, reached)) or "the hub"
        warning = f"sslmode={mode} was asked for: who answers as {who} is not checked."
        return Address(text.strip(), options, warning)
    options["sslmode"] = _SAFE
    root = asked.get("sslrootcert") or environment.get("PGSSLROOTCERT")
    if not root and not os.path.exists(os.path.expanduser("~/.postgresql/root.crt")):  # noqa: PTH110, PTH111 - as libpq looks
        options["sslrootcert"] = _roots()
    return Address(text.strip(), options)


def _hosts(place: str) -> list[str]:
    """Return the hosts between the slashes of an address, each without its port."""
    named = place.rpartition("@")[2].split(",")
    return [
        unquote(one[1 : one.find("]")] if one.startswith("[") else one.partition(":")[0]) for one in named
    ]


def _roots() -> str:
    """Return the file of the roots that this machine trusts, or where libpq is to look by itself.

    The driver's wheels bring an OpenSSL that looks into a folder of its own, where there are none.
    """
    from ssl import get_default_verify_paths

    return get_default_verify_paths().cafile or "system"


def _is_near(host: str) -> bool:
    """Return whether a host is this machine; none at all is its own socket."""
    return host.lower() in ("", "localhost") or host.startswith(("/", "@")) or _is_loopback(host)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _none() -> UsageError:
    return UsageError(
        "This is no address of a hub.", next_step="Write it like postgresql://ann@hub.example/desk"
    )
