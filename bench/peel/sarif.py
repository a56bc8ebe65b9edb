"""Check SARIF logs against the official schema: `python bench/peel/sarif.py SCHEMA [LOG...]`.

SCHEMA is `sarif-schema-2.1.0.json` of the repository oasis-tcs/sarif-spec, which is not kept
here. Without a log the reports of the writers' golden cases are checked.

Result of 2026-11-22, with sarif-2.1/schema/sarif-schema-2.1.0.json as it stands there: 3 logs of
golden reports and those of 3 pairs of genuine releases and the demo's trojanised one, 0 faults.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main(schema: Path, logs: list[Path]) -> int:
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text("utf-8")))
    faults = 0
    for name, text in named(logs):
        errors = sorted(validator.iter_errors(json.loads(text)), key=lambda each: list(each.path))
        print(f"{name}: {len(errors)} fault(s)")
        for each in errors:
            print(f"  {'/'.join(map(str, each.path))}: {each.message[:200]}")
        faults += len(errors)
    return faults


def named(logs: list[Path]) -> list[tuple[str, str]]:
    """Return (name, text) of every log: those given, or the golden reports."""
    if logs:
        return [(path.name, path.read_text("utf-8")) for path in logs]
    from tests.contract import reports

    from onionskin.write.save import rendered

    made = (reports.peeled_honest(), reports.peeled_hostile(), reports.peeled_damaged())
    return [(each.verdict.rule, rendered(each, "sarif").decode()) for each in made]


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]) else 0)
