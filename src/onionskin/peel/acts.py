"""What lines that came into a script do, in words: which acts honest releases often bring, and which hardly ever.

Counted over honest pairs of packages (`bench/results/benign_pairs.md`): lines with a usual act come in about one pair of forty, with a
rare one in about one of a hundred, in whatever step of the version; two of them near each other came in none.
"""

from __future__ import annotations

# Touching the network, or naming a place in it.
NETWORK = {
    "net": "reach the network", "http": "reach the network", "destination": "name a new place in the network", "raw-address": "name a new place in the network",
}  # fmt: skip
USUAL = {
    "exec": "start programs", "native-code": "call native code", "dynamic-code": "run code that it makes or fetches", "listens": "wait for connections",
    "environment": "take the whole environment", "crypto": "decrypt", "user-folder": "name the folders of a user", "build-orders": "give orders to compilers, linkers or loaders",
}  # fmt: skip
RARE = {
    "injection": "write into other processes", "memory-protection": "make memory executable", "credential-store": "open a store of secrets", "checks-off": "switch off a check",
    "asks-elsewhere": "ask the name system or a chain of blocks for a text", "secret-variable": "name a secret variable", "persistence": "make itself start again",
    "clipboard": "use the clipboard", "request-hook": "put itself between a page and its requests", "publish": "publish packages",
    "words:secret-file": "name files of keys", "words:wallet": "name wallets", "words:browser-store": "name what browsers keep", "words:dead-drop": "name a place where anybody may leave text",
    "words:run-key": "name a place of programs that start by themselves", "loader-hook": "change how modules are found, or what others' functions do",
    "loads-code": "load code from a file that is no module", "made-names": "put names together from letters", "host-info": "ask who and where it is",
    "place-of-secrets": "name a place of secrets or traces", "place-that-starts": "name a place from which something starts by itself",
    "destroys": "remove what is not its own", "watches": "watch keys, screens, forms or sessions", "place-gate": "ask where on earth it runs",
    "long-wait": "wait for hours or work beside", "unpacked-code": "run at once what it unpacks", "fixed-word": "let a fixed word through", "package-source": "lead installers to another source of packages", "name-service": "change how names lead to machines or programs",
}  # fmt: skip
ACTS = {**NETWORK, **USUAL, **RARE}
TOUCHES = frozenset(NETWORK.values())
