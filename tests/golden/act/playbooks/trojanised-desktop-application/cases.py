"""An incident on three systems; one with a name that is made to be pasted; one without anything."""

from __future__ import annotations

from onionskin.plugins.contracts import Incident


def good() -> Incident:
    return Incident(
        product="Example Desk",
        versions=("18.12.407", "18.12.416"),
        hosts={
            "confirmed": ("ACC-02",),
            "corroborated": ("FIN-04",),
            "plausible": ("MAC-03", "OPS-01"),
            "not_affected": ("LNX-07",),
            "unknown": ("HR-05",),
        },
        platforms={"ACC-02": "windows", "FIN-04": "windows", "MAC-03": "macos", "LNX-07": "linux"},
        indicators=("a.example", "b.example"),
        alternative="use the web client instead",
    )


def bad_name_that_ends_the_quotes() -> Incident:
    name = "Desk'; Remove-Item -Recurse C:\\ #`$(x)\u2019 {0} {product}"
    hosts = {"confirmed": ("W-1; id",), "plausible": ("M-1", "L-1", "S-1")}
    platforms = {"W-1; id": "windows", "M-1": "macos", "L-1": "linux", "S-1": "web"}
    return Incident(name, ("1'; x",), hosts, platforms, alternative='"; x')


def damaged_nothing_is_known() -> Incident:
    return Incident("the affected product", (), {}, {})
