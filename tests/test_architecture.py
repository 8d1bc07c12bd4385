"""The layers: imports go down only, without a cycle, and never through a package's own root."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("corpus", "embeddings", "assistant", "ui")


def modules() -> dict[str, Path]:
    """Every module of the four layers by its dotted name."""
    found = {}
    for layer in LAYERS:
        for path in (ROOT / layer).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path) -> Iterator[str]:
    """Every module that the file imports, wherever in the file the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by a relative name"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


GRAPH = {name: {i for i in imported(path) if i in modules()} for name, path in modules().items()}


def test_the_four_layers_are_there() -> None:
    assert set(LAYERS) <= {name.split(".")[0] for name in GRAPH}
    assert len(GRAPH) > len(LAYERS) * 3


@pytest.mark.parametrize("name", sorted(GRAPH))
def test_imports_go_down_only(name: str) -> None:
    own = LAYERS.index(name.split(".")[0])
    assert {i for i in GRAPH[name] if LAYERS.index(i.split(".")[0]) > own} == set()


@pytest.mark.parametrize("name", sorted(GRAPH))
def test_no_module_imports_the_root_of_its_own_package(name: str) -> None:
    path = modules()[name]
    own = name.split(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    roots = [
        node.lineno
        for node in ast.walk(tree)
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == own
            and any(f"{own}.{a.name}" not in modules() for a in node.names)
        )
        or (isinstance(node, ast.Import) and any(a.name == own for a in node.names))
    ]
    assert roots == []


def test_there_is_no_cycle() -> None:
    # `from corpus import store` names both the package and the module; only the module is the dependency.
    graph = {
        name: targets - {t for t in targets if any(o != t and o.startswith(t + ".") for o in targets)}
        for name, targets in GRAPH.items()
    }
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"an import cycle: {' -> '.join(error.args[1])}")


def folder_of(name: str) -> str:
    """The folder that holds the module; one at the top of a package that others import counts as one."""
    return name if name in PATHS_OF_PACKAGES else name.rpartition(".")[0]


PATHS_OF_PACKAGES = {name for name, path in modules().items() if path.name == "__init__.py"}


def folder_graph() -> dict[str, set[str]]:
    """Which folders each folder imports, the modules at the top of a package each standing for itself."""
    graph: dict[str, set[str]] = {}
    for name, targets in GRAPH.items():
        if name in PATHS_OF_PACKAGES:
            continue
        own = name if folder_of(name) in LAYERS else folder_of(name)
        folders = {t if folder_of(t) in LAYERS else folder_of(t) for t in targets if t not in PATHS_OF_PACKAGES}
        graph.setdefault(own, set()).update(folders - {own})
    return graph


def test_no_folder_imports_back() -> None:
    try:
        tuple(TopologicalSorter(folder_graph()).static_order())
    except CycleError as error:
        pytest.fail(f"folders that import each other: {' -> '.join(error.args[1])}")


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        n
        for n, path in modules().items()
        if any(w in path.read_text(encoding="utf-8") for w in ("os.environ", "getenv(", "BaseSettings"))
    ]
    assert readers == ["ui.settings"]
