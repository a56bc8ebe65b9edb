"""One file per peer: how it is called, and how its answer is turned into what it says of a file.

`says` returns what the peer holds against a file as (grade, text), or None where the peer does not read
such a file. What it says of an edit and not of the genuine base is *found*. `looked` returns `members` if
the peer listed what is inside a file, `reads` if it read it as a format of its own, or nothing.
Peers stand in a folder outside of this repository: a virtual environment `signify`, `lief`, `guarddog` and
`flare-capa` each, the rule texts of malcontent in `malcontent/rules` and those of capa in `capa-rules`.
"""
