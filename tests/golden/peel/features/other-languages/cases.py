"""Scripts in Ruby and Rust, one in Python that is another feature's, one cut short."""

from __future__ import annotations

from pathlib import Path

RUBY = """# system("only spoken of")
require "net/http"
words = "eval(nothing)"
system("inert-no-such-program") if false
Net::HTTP.get(URI("https://updates.example/inert"))
"""
RUST = 'fn main() {\n    // Command::new("no")\n    std::process::Command::new("inert-no-such-program");\n}\n'


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def good_python_is_another_feature_s(folder: Path) -> Path:
    return _written(folder, "shapes.py", "import subprocess\n")


def bad_ruby(folder: Path) -> Path:
    return _written(folder, "inert.rb", RUBY)


def bad_rust(folder: Path) -> Path:
    return _written(folder, "inert.rs", RUST)


def damaged(folder: Path) -> Path:
    return _written(folder, "inert.rb", RUBY[: len(RUBY) // 2] + "\0'")
