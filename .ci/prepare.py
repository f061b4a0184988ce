"""Make what `make run` and `make test` need: system packages, .venv with the pinned wheels and this project.

Standard library only: it runs before anything is installed. A second run compares one digest and returns.
"""

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CI = ROOT / ".ci"
VENV = ROOT / ".venv"
STAMP = VENV / ".prepared"
PACKAGES = {
    "run": ("packages.apt",),
    "test": ("packages.apt", "packages-test.apt"),
    "bundle": ("packages.apt", "packages-bundle.apt"),
}
INPUTS = (CI / "prepare.py", CI / "requirements.txt", CI / "tools.txt", ROOT / "pyproject.toml")
# pip's option → uv's variable. uv does not read pip's configuration, where a mirror or a proxy's
# certificate is usually written.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
}


def main() -> None:
    purpose = sys.argv[1] if len(sys.argv) > 1 else "run"
    if sys.version_info < (3, 11):
        sys.exit(
            f"Python 3.11 or newer is needed; this is {platform.python_version()}: make PYTHON=python3.12"
        )
    system_packages(PACKAGES[purpose])
    environment()


def system_packages(files: tuple[str, ...]) -> None:
    """Install what is missing; on a system without dpkg say what the names are and go on."""
    wanted = [
        name for file in files for name in (CI / file).read_text().splitlines() if name and name[0] != "#"
    ]
    if not VENV.exists() and importlib.util.find_spec("ensurepip") is None:
        wanted.append("python3-venv")
    if shutil.which("dpkg-query") is None:
        if not STAMP.exists():
            say(f"this is not Debian; should something be missing, install what it calls {' '.join(wanted)}")
        return
    missing = [name for name in wanted if not is_installed(name)]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    become_root = root_prefix()
    if become_root is None:
        sys.exit(
            "These system packages are missing, and only root may install them. As root, type:\n\n"
            f"    apt-get update && {' '.join(install)}\n\nthen run the same make command again."
        )
    say(f"installing system packages: {' '.join(missing)}")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    run([*become_root, *quiet, "apt-get", "update", "--quiet=2"], "apt-get could not read its package lists")
    # dpkg draws progress for a screen, which a log does not want; errors still come on stderr.
    run([*become_root, *quiet, *install, "--quiet=2"], "apt-get could not install them", mute=True)


def is_installed(package: str) -> bool:
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout == "installed"


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root; None when there is no way to ask."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    silent = ["sudo", "--non-interactive"]
    if subprocess.run([*silent, "true"], capture_output=True, check=False).returncode == 0:
        return silent
    return ["sudo"] if sys.stdin.isatty() else None


def environment() -> None:
    digest = hashlib.sha256("\0".join([str(ROOT), platform.python_version()]).encode())
    for path in INPUTS:
        digest.update(path.read_bytes())
    if STAMP.exists() and STAMP.read_text() == digest.hexdigest() and (VENV / "bin" / "python").exists():
        return
    STAMP.unlink(missing_ok=True)
    # Scripts in a venv hold its absolute path, wheels the version of Python: another of either starts anew.
    clear = [] if belongs_here() else ["--clear"]
    say("creating .venv")
    run([sys.executable, "-m", "venv", *clear, str(VENV)], "Python could not create a virtual environment")
    python = str(VENV / "bin" / "python")
    say("fetching the installer")
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--require-hashes"]
    run([*pip, "-r", str(CI / "tools.txt")], "pip could not fetch the installer; is the network there?")
    uv = [str(VENV / "bin" / "uv"), "--quiet", "pip"]
    settings = {**uv_environment(python), "VIRTUAL_ENV": str(VENV)}
    say("installing the pinned packages (about 300 MB on the first run)")
    # Every file is fixed by its hash, so any index may supply it.
    sync = [*uv, "sync", "--require-hashes", "--no-build-isolation", "--index-strategy", "unsafe-best-match"]
    sync += ["--compile-bytecode", str(CI / "requirements.txt"), str(CI / "tools.txt")]
    run(sync, "the pinned packages could not be installed", settings)
    project = [*uv, "install", "--offline", "--no-deps", "--no-build-isolation"]
    # compat: one line in a .pth; the default is an import hook, which every start of the terminal would pay.
    project += ["--config-setting", "editable_mode=compat", "--editable", str(ROOT)]
    run(project, "the project itself could not be installed", settings)
    STAMP.write_text(digest.hexdigest())


def belongs_here() -> bool:
    """Whether .venv was made at this path by this Python."""
    config, activate = VENV / "pyvenv.cfg", VENV / "bin" / "activate"
    if not (config.exists() and activate.exists() and (VENV / "bin" / "python").exists()):
        return False
    version = re.search(r"^version = (.+)$", config.read_text(), re.MULTILINE)
    return (
        version is not None and version[1] == platform.python_version() and str(VENV) in activate.read_text()
    )


def uv_environment(python: str) -> dict[str, str]:
    """The environment for uv with what pip is configured to use, where the caller has not said otherwise."""
    listing = subprocess.run(
        [python, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    )
    found: dict[str, str] = {}
    for _, option, value in re.findall(r"^(\S+)\.([a-z-]+)='(.*)'$", listing.stdout, re.MULTILINE):
        variable = PIP_TO_UV.get(option)
        if variable is not None:
            # Later lines are stronger, as in pip itself; several values stand in one, separated by \n.
            found[variable] = " ".join(value.replace("\\n", " ").split())
    return {**found, **os.environ}


def run(command: list[str], failure: str, environ: dict[str, str] | None = None, mute: bool = False) -> None:
    stdout = subprocess.DEVNULL if mute else None
    result = subprocess.run(
        command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, stdout=stdout, check=False
    )
    if result.returncode != 0:
        sys.exit(f"{failure} (exit {result.returncode} of: {' '.join(command[:6])} …)")


def say(text: str) -> None:
    print(f"· {text}", flush=True)


if __name__ == "__main__":
    main()
