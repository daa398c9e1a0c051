"""The packages depend in one direction, and what is called pure needs no Django."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Each package and those that it may import.
ALLOWED = {
    "budgets": {"budgets"},
    "indicators": {"indicators", "budgets"},
    "reports": {"reports", "indicators", "budgets"},
    "perfeval": {"perfeval"},
}
# From the database's facts to the last byte of a document: functions of their arguments alone.
PURE = [
    "budgets/money.py",
    "budgets/records.py",
    "budgets/rulesets.py",
    "budgets/text.py",
    "indicators/claims.py",
    "indicators/facts.py",
    "indicators/findings.py",
    "indicators/formulas.py",
    "indicators/funding.py",
    "indicators/judged.py",
    "indicators/last_year.py",
    "indicators/proposed.py",
    "indicators/scoring.py",
    "indicators/slips.py",
    "indicators/sums.py",
    "indicators/told.py",
    "indicators/understood.py",
    "indicators/values/*.py",
    "indicators/validation/*.py",
    "indicators/weights.py",
    "indicators/worth.py",
    "reports/compose/*.py",
    "reports/concerning.py",
    "reports/document.py",
    "reports/examining.py",
    "reports/filling/columns.py",
    "reports/filling/reading.py",
    "reports/importers/claim*.py",
    "reports/importers/delimited.py",
    "reports/importers/nearest.py",
    "reports/importers/number_formats.py",
    "reports/importers/package.py",
    "reports/importers/sheets.py",
    "reports/importers/signatures.py",
    "reports/importers/workbook.py",
    "reports/importers/xml_parts.py",
    "reports/layouts.py",
    "reports/pairing.py",
    "reports/points.py",
    "reports/restoring.py",
]


def imported_names(module: ast.AST, package: str) -> set[str]:
    """Full names of the modules that this one imports; relative ones are counted to its package."""
    names = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(f"{package}." if node.level else node.module)
    return names


def first_parts(source: str, package: str) -> set[str]:
    return {name.partition(".")[0] for name in imported_names(ast.parse(source), package)}


def upward_imports(package: str, source: str) -> set[str]:
    return (first_parts(source, package) & ALLOWED.keys()) - ALLOWED[package]


def modules(package):
    return sorted((ROOT / package).rglob("*.py"))


def test_the_check_sees_an_upward_import():
    assert upward_imports("budgets", "def late():\n    from reports.issue import prepare") == {"reports"}
    assert upward_imports("indicators", "import budgets.money\nimport perfeval.settings") == {"perfeval"}
    assert upward_imports("reports", "from indicators.facts import Facts") == set()


@pytest.mark.parametrize("package", ["budgets", "indicators", "reports"])
def test_packages_import_downwards_only(package):
    found = {str(path.relative_to(ROOT)): upward_imports(package, path.read_text()) for path in modules(package)}

    assert len(found) > 3
    assert {path: names for path, names in found.items() if names} == {}


def test_the_frame_imports_none_of_the_three():
    found = {path.name: upward_imports("perfeval", path.read_text()) for path in modules("perfeval")}

    assert "settings.py" in found
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize("pattern", PURE)
def test_pure_modules_import_nothing_but_the_standard_library_and_each_other(pattern):
    paths = list(ROOT.glob(pattern))
    assert paths
    for path in paths:
        package = path.relative_to(ROOT).parts[0]
        assert first_parts(path.read_text(), package) <= sys.stdlib_module_names | ALLOWED[package], path
