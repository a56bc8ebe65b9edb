"""Gem specifications: with an extension, with odd lines, and another file of that name."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "metadata"
    path.write_bytes(data)
    return path


TEXT = """--- !ruby/object:Gem::Specification
name: inert
version: !ruby/object:Gem::Version
  version: 1.2.3
platform: ruby
dependencies:
- !ruby/object:Gem::Dependency
  name: left
  requirement: !ruby/object:Gem::Requirement
    requirements:
    - - "~>"
      - !ruby/object:Gem::Version
        version: '2.0'
  type: :runtime
extensions:
- ext/inert/extconf.rb
"""


def good(folder: Path) -> Path:
    return _written(folder, TEXT.encode())


def bad_lines(folder: Path) -> Path:
    return _written(
        folder,
        b"--- !ruby/object:Gem::Specification\nname: \nextensions:\n- ../../<script>\n-\ndependencies:\n- !ruby/object:Gem::Dependency\n- !ruby/object:Gem::Dependency\n  name: \xff\n",
    )


def damaged(folder: Path) -> Path:
    return _written(folder, b"name: inert\n")
