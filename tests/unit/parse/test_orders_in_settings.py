"""Which lines of settings give an order, and to whom."""

from __future__ import annotations

from onionskin.parse.code.orders import orders


def told(name: str, text: str) -> set[str]:
    return {each.id for each in orders(name, text)}


def test_a_command_for_the_tools_of_a_projects_developers_orders_nothing() -> None:
    text = (
        '[project]\nname = "inert"\n\n[tool.tox.env.docs]\ncommands = [["inert-build", "docs"]]\n'
    )
    assert not told("inert-1.0/pyproject.toml", text)


def test_a_command_in_any_other_table_is_an_order() -> None:
    text = '[tool.tox]\nlabels = ["inert"]\n\n[tool.inert-backend.hooks]\nscript = "inert.py"\n'
    assert told("inert-1.0/pyproject.toml", text) == {"order"}


def test_a_table_that_only_begins_like_that_of_a_tool_is_no_tools() -> None:
    assert told("inert-1.0/pyproject.toml", '[tool.toxin]\ncommand = "inert"\n') == {"order"}


def test_a_table_that_is_only_written_in_a_comment_hides_nothing() -> None:
    text = '[tool.inert-backend]\n# [tool.tox]\ncommand = "inert"\n'
    assert told("inert-1.0/pyproject.toml", text) == {"order"}


def test_settings_of_another_name_have_no_tables_of_developers() -> None:
    assert told("conf/inert.toml", '[tool.tox]\ncommand = "inert"\n') == {"order"}
