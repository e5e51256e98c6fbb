"""What is in the bundle, in a form that other programs can check for known weaknesses?

python packaging/sbom.py OUT.cdx.json
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from project import NAME, ROOT, Project, read_project


def runtime_packages(bill: dict[str, Any], dependencies: tuple[str, ...]) -> set[str]:
    """Follow the bill's own graph from what Evenside asks for; gives `bom-ref`s.

    The build's own tools live in the same environment and must not be listed as ours.
    """
    by_name = {_plain(part["name"]): part["bom-ref"] for part in bill["components"]}
    graph = {node["ref"]: node.get("dependsOn", []) for node in bill["dependencies"]}
    waiting = [by_name[_plain(name)] for name in dependencies]
    found: set[str] = set()
    while waiting:
        ref = waiting.pop()
        if ref not in found:
            found.add(ref)
            waiting += graph.get(ref, [])
    return found


def bill_of(project: Project) -> dict[str, Any]:
    """Let cyclonedx-py list this environment, and keep what goes into the bundle."""
    asked = ["environment", "--output-reproducible", "--of", "JSON", "--pyproject"]
    done = subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", *asked, str(ROOT / "pyproject.toml")],
        capture_output=True,
        text=True,
        check=True,
    )
    bill: dict[str, Any] = json.loads(done.stdout)
    kept = runtime_packages(bill, project.dependencies)
    bill["components"] = [part for part in bill["components"] if part["bom-ref"] in kept]
    for part in bill["components"]:
        # where the build's folder was is nobody's business
        part.pop("properties", None)
        part.pop("externalReferences", None)
    root = bill["metadata"]["component"]["bom-ref"]
    bill["dependencies"] = [
        node for node in bill["dependencies"] if node["ref"] in kept or node["ref"] == root
    ]
    bill["metadata"]["timestamp"] = datetime.fromtimestamp(project.epoch, UTC).isoformat()
    return bill


def add_native(bill: dict[str, Any], python: str, sqlite: str, system: list[str]) -> None:
    """Add what no Python package stands for: Python itself, SQLite, the system's libraries.

    Args:
        bill: Changed in place.
        python: The version of Python.
        sqlite: The version of SQLite.
        system: Debian packages as "name=version".

    """
    parts = [("CPython", python, f"pkg:generic/python@{python}")]
    parts.append(("SQLite", sqlite, f"pkg:generic/sqlite@{sqlite}"))
    for entry in system:
        name, _, version = entry.partition("=")
        parts.append((name, version, f"pkg:deb/debian/{name}@{version}"))
    bill["components"] += [
        {"type": "library", "bom-ref": url, "name": name, "version": version, "purl": url}
        for name, version, url in parts
    ]


def package_names(bill: dict[str, Any]) -> list[str]:
    """Name the Python packages of a bill."""
    return sorted(
        part["name"] for part in bill["components"] if part.get("purl", "").startswith("pkg:pypi")
    )


def write_bill(bill: dict[str, Any], out: Path) -> None:
    """Write a bill of materials as text that is alike every time."""
    out.write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


if __name__ == "__main__":
    write_bill(bill_of(read_project()), Path(sys.argv[1]))
    print(f"{NAME}: {sys.argv[1]}")
