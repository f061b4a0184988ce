"""A real PostgreSQL for tests: a cluster in a temporary folder, reached by a socket in it alone.

Without a port nothing depends on one being free (`speak_tls` needs one); the server ends with the process
that started it.
"""

import itertools
import os
import secrets
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

import psycopg

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # a test's data need not last


class PostgresServer:
    def __init__(self, durable: bool = False) -> None:
        """`durable`: as a hall runs it; else as fast as it can."""
        self._bin = _binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._data = self.folder / "data"
        places = ("listen_addresses=", f"unix_socket_directories={self.folder}", "max_connections=120")
        self._settings: tuple[str, ...] = places if durable else places + FAST
        self._names = itertools.count(1)
        self._port = 5432  # of the socket's name alone, until it listens over TCP too
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        initdb = [f"{self._bin}/initdb", f"--pgdata={self._data}", "--auth=trust", "--username=postgres"]
        options = ["--encoding=UTF8", "--locale=C", "--no-sync"]
        subprocess.run([*_as_postgres(), *initdb, *options], check=True, stdout=subprocess.DEVNULL)
        self.start()

    def start(self) -> None:
        settings = [part for each in self._settings for part in ("-c", each)]
        # With the process that started it the server goes too, however that ends.
        command = [
            *_as_postgres(),
            "--pdeathsig=INT",
            f"{self._bin}/postgres",
            "-D",
            f"{self._data}",
            *settings,
        ]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd="/")
        said = []
        assert self._process.stderr is not None
        for line in self._process.stderr:
            said.append(line)
            if "ready to accept connections" in line:
                break
        else:
            raise RuntimeError("PostgreSQL did not start:\n" + "".join(said))
        self._drain = threading.Thread(target=self._process.stderr.read, daemon=True)
        self._drain.start()

    def speak_tls(self, certificate: Path, key: Path) -> tuple[str, int]:
        """Start anew, over TCP with TLS as well: on an address of loopback and a port nobody is given."""
        octets = (str(20 + secrets.randbelow(200)) for _ in range(3))
        address = ".".join(("127", *octets))
        self._port = 10_000 + secrets.randbelow(20_000)  # below what the kernel hands out
        for file in (certificate, key):
            copy = Path(shutil.copy(file, self.folder))
            copy.chmod(0o600)
            if os.geteuid() == 0:
                shutil.chown(copy, "postgres", "postgres")
        self.stop()
        tls = (f"ssl_cert_file={self.folder / certificate.name}", f"ssl_key_file={self.folder / key.name}")
        # A setting that is said twice is the later one.
        self._settings += (f"listen_addresses={address}", f"port={self._port}", "ssl=on", *tls)
        self.start()
        return address, self._port

    def stop(self, immediate: bool = False) -> None:
        """SIGINT ends it in order, SIGQUIT as a power cut would."""
        self._process.send_signal(3 if immediate else 2)
        self._process.wait(60)
        self._drain.join(60)
        assert self._process.stderr is not None
        self._process.stderr.close()

    def remove(self) -> None:
        self.stop(immediate=True)
        shutil.rmtree(self.folder)

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.folder / f".s.PGSQL.{self._port}"

    def new_database(self) -> str:
        """The address of an empty one."""
        name = f"hall{next(self._names)}"
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self._url(name)

    def _url(self, name: str) -> str:
        port = "" if self._port == 5432 else f"&port={self._port}"
        return f"postgresql://postgres@/{name}?host={self.folder}{port}"


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("postgres")
    if elsewhere is None:
        raise RuntimeError("PostgreSQL is missing: `make prepare-test` installs it")
    return Path(elsewhere).parent


def _as_postgres() -> list[str]:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return ["setpriv"]
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
