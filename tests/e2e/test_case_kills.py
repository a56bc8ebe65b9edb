from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def test_kills_at_fifty_points_lose_nothing_double_nothing_tear_nothing(tmp_path: Path) -> None:
    program = Path(__file__).with_name("case_writer.py")
    done = subprocess.run(
        [sys.executable, program, tmp_path / "case", tmp_path / "straight", "2023"],
        env=os.environ | {"ONIONSKIN_KEY": str(tmp_path / "case.key")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["faults"] == []
    assert found["left"] == []
    assert found["same"], "the head is not that of a case that was never killed"
    assert found["acknowledged"] > 0
