#!/usr/bin/env python
"""Runs amp-collector with Node.js.

The script of jsii would load aws-cdk-lib first, which takes seconds; the tool needs nothing of it. The archive of the
package is unpacked once, into the cache of the user.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

TOOL = Path("package", "dist", "bin", "amp-collector.js")


def archive() -> Path:
    """Returns the archive of the installed package, without importing the package."""
    spec = importlib.util.find_spec("cdk_managed_prometheus")
    for folder in spec.submodule_search_locations if spec else []:
        for path in Path(folder, "_jsii").glob("*.jsii.tgz"):
            return path
    sys.exit("amp-collector: the package cdk-managed-prometheus is not installed")


def unpack(source: Path, folder: Path) -> None:
    with tarfile.open(source) as tar:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(folder, filter="data")
        else:
            tar.extractall(folder)


def unpacked(source: Path) -> Path:
    """Returns the folder with the package in the cache; several processes may create it at the same time."""
    stat = source.stat()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "cdk-managed-prometheus")
    folder = cache / f"{source.name}-{stat.st_size}-{stat.st_mtime_ns}"
    if (folder / TOOL).exists():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=cache))
    unpack(source, temporary)
    try:
        temporary.rename(folder)
    except OSError:
        shutil.rmtree(temporary)
    return folder


def main() -> int:
    node = shutil.which(os.environ.get("JSII_NODE", "node"))
    if node is None:
        sys.exit("amp-collector: Node.js 20.16 or later must be on the PATH")
    source = archive()
    try:
        folder = unpacked(source)
    except (OSError, RuntimeError):
        # Users of containers may have no home, or one that is read-only.
        with tempfile.TemporaryDirectory() as temporary:
            unpack(source, Path(temporary))
            return run(node, Path(temporary))
    return run(node, folder)


def run(node: str, folder: Path) -> int:
    return subprocess.run([node, str(folder / TOOL), *sys.argv[1:]]).returncode


try:
    sys.exit(main())
except KeyboardInterrupt:
    sys.exit(130)
