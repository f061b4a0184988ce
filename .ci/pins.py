"""Write requirements.txt and tools.txt anew: every platform, Python 3.11 to 3.13, hashes, no host."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")
PYTHONS = ("3.11", "3.12", "3.13")


def compile_pins(output: str, *sources: str) -> None:
    command = [UV, "pip", "compile", "--quiet", "--universal", "--python-version", PYTHONS[0], "--upgrade"]
    command += ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    subprocess.run([*command, "--output-file", output, *sources], cwd=ROOT, check=True)


def main() -> None:
    compile_pins(".ci/requirements.txt", "pyproject.toml", "--all-extras")
    # One version of setuptools in both files, or installing the second would replace what builds it.
    compile_pins(".ci/tools.txt", ".ci/tools.in", "--constraints", ".ci/requirements.txt")
    for python in PYTHONS:
        command = [UV, "pip", "compile", "--quiet", "--python-version", python, ".ci/requirements.txt"]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        print(f"resolves for Python {python}")


if __name__ == "__main__":
    main()
