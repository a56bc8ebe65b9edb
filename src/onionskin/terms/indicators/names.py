"""URLs, mailboxes, domain names and addresses, the networks and ranges of addresses among them."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
from collections.abc import Iterator

from onionskin.terms import domains
from onionskin.terms.indicators.found import Found, Text, trimmed

_URL_TAIL = re.compile(
    r"(?:[^\s<>\"'`|^{}\\,\u201c\u201d\u2018\u2019\u00ab\u00bb\u3001\u3002]|,(?![\s\"']|[hH][tTxX]{2}[pP]|$)){1,2048}"
)
_LINK_TEXT = re.compile(r"\[(?=[^\W\d]{2})")
_HOST = re.compile(r"(?:[^/?#@]{0,256}@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:]+)(?::\d{1,5})?(?=[/?#]|$)")
_SCHEMES = (
    "https", "http", "ftps", "sftp", "tftp", "ftp", "wss", "ws", "tcp", "udp", "ldaps", "ldap", "rmi",
    "smb", "ssh", "irc", "ircs", "telnet", "stratum", "socks4", "socks5",
)  # fmt: skip
_LABEL = r"[A-Za-z0-9_\u00a1-\u1fff\u2c00-\u2fef\u3005-\u3007\u3021-\ud7ff-]"
_DOTTED = re.compile(rf"{_LABEL}++(?:\.{_LABEL}++)+")
_INNER_DOT = re.compile(r"\.(?=[A-Za-z0-9\u00a1-\u1fff\u2c00-\ud7ff])")
_COLONS = re.compile(r":(?=[0-9A-Fa-f:])")
_IPV6 = re.compile(r"[0-9A-Fa-f:]{2,39}+(?:\.\d{1,3}){0,3}")
_PREFIX = re.compile(r"/(\d{1,3})(?![\w/])")
# Scripts that write no blanks: their words touch a name that is written in Latin letters.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u2e80-\ud7ff"
_TOUCHING = re.compile(rf"[^.]{{0,62}}[{_UNSPACED}](?=[A-Za-z0-9-])")
_TOUCHED = re.compile(rf"(?<=[A-Za-z0-9])[{_UNSPACED}]")
_RUN_ON = re.compile(r"(?:com|net|org|info|ru|cn|de|fr)(?=[a-z]{3})")
_QUAD = r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"
_HEAD = re.compile(rf"{_QUAD}(?=[A-Za-z])")
_RANGE = re.compile(rf"({_QUAD})-({_QUAD}|\d{{1,3}})\Z")
_TO = re.compile(rf" ?[-\u2013\u2014] ?({_QUAD})(?![\w.])")
_VERSION_BEFORE = re.compile(
    r"(?:\bv\.?|\bversions?|\bversi[o\u00f3]n(?:es)?|\bver\.?|\bbuilds?|\bupdate|\brelease|\bVersionen)[\s:]*"
    r"(?:[\w.]{1,24}\s*(?:,|and|et|y|und|to|-)\s*){0,6}$",
    re.IGNORECASE,
)
# `pkg==1.2.3.4`, `FileVersion=1.2.3.4`; `ip=1.2.3.4` is an address.
_VALUE = re.compile(r"(?:=|v|ver(?:sion)?|build|release|rev(?:ision)?)=\Z", re.IGNORECASE)
_VERSION_SAID = re.compile(
    r"(?:\bv\.?|\bversion|\bversi[o\u00f3]n|\bvers\u00e3o|\bversione|\bver\.?)[\s:]*(\d{1,5}\.\d{1,5})\.\d",
    re.IGNORECASE,
)
_GLUED_ENDING = re.compile(r"(?:com|net|org)(?=[a-z0-9-])")
_TWO_NAMES = re.compile(
    r"(?P<one>[a-z0-9.-]{1,200}\.(?:com|net|org|info))(?P<two>(?:www\.|\d|[qvwxz][a-z0-9-])[a-z0-9.-]{1,200})\Z"
)
_REGISTRIES = frozenset({"com", "net", "org", "edu", "gov"})
_RECEIVERS = frozenset({"this", "self", "super"})
_PROGRAM_WORDS = frozenset(
    {
        "asp.net",
        "vb.net",
        "ado.net",
        "node.js",
        "paint.net",
        "ml.net",
        "multi-user.target",
        "network.target",
        "network-online.target",
        "graphical.target",
        "default.target",
    }
)
_HEXDIGITS = frozenset("0123456789abcdefABCDEF")
_FILE_ENDINGS = domains.HARD_ENDINGS | {"app", "cab"}


# -- URLs


def urls(text: Text) -> Iterator[Found]:
    """Yield URLs with the schemes that malware speaks, and behind each the host it names."""
    at = text.plain.find("://")
    while at >= 0:
        start, end = _scheme_start(text.plain, at), at + 3
        if start < at and (tail := _URL_TAIL.match(text.plain, end)):
            # `url[text]` is a link of AsciiDoc, and of wikis; `a[0]=1` is not.
            bracket = text.plain.find("[", at + 4, tail.end())
            label = _LINK_TEXT.search(text.plain, bracket, tail.end()) if bracket >= 0 else None
            stop = label.start() if label else tail.end()
            if text.plain[start - 1 : start] == "(":
                stop = _closed(text.plain, start, stop)
            stop = _glued_url(text.plain, at + 3, stop)
            end = trimmed(text.plain, start, stop)
            yield from _url(text, start, at + 3, end)
        at = text.plain.find("://", max(end, at + 3))


def _closed(plain: str, start: int, end: int) -> int:
    """Return where the bracket closes that opened right before a URL: `(https://a.example/b).(Citation` is `b`."""
    depth = 0
    for at in range(start, end):
        depth += (plain[at] == "(") - (plain[at] == ")")
        if depth < 0:
            return at
    return end


def _glued_url(plain: str, start: int, end: int) -> int:
    """Return where a URL ends that another one runs on from; one behind a sign is part of it."""
    again = plain.find("://", start, end)
    if again < 0:
        return end
    other = _scheme_start(plain, again)
    return other if other < again and plain[other - 1].isalnum() else end


def _scheme_start(plain: str, at: int) -> int:
    """Return where a known scheme begins, or `at` itself; glued words in front are cut off."""
    word = plain[max(at - 7, 0) : at].lower()
    for scheme in _SCHEMES:
        if word.endswith(scheme):
            return at - len(scheme)
    return at


def _url(text: Text, start: int, host_at: int, end: int) -> Iterator[Found]:
    host = _HOST.match(text.plain, host_at, end)
    if host is None:
        return
    text.take(start, end)
    bare = host[1].strip("[]")
    value = domains.normal(bare)
    kind = _kind_of(host[1], value)
    if kind is None:
        return
    scheme = text.plain[start : host_at - 3].lower()
    url = text.found("url", f"{scheme}://{text.plain[host_at:end]}", start, end)
    yield url
    at = host.start(1) + (len(bare) < len(host[1]))
    offset, length = text.refanged.raw_span(at, at + len(bare))
    doubt = _onion_doubt(value) if value.endswith(".onion") else ""
    yield Found(kind, value, offset, length, url.defanged, "url", doubt)


def host_kind(host: str) -> str | None:
    """Return what the host of a URL is: `domain`, `ipv4`, `ipv6`, or None if it is no host."""
    return _kind_of(host, domains.normal(host))


def _kind_of(host: str, name: str) -> str | None:
    if host.startswith("["):
        return "ipv6" if _parses(host.strip("[]"), ipaddress.IPv6Address) else None
    if host.replace(".", "").isdigit():
        return "ipv4" if _parses(host, ipaddress.IPv4Address) else None
    return "domain" if domains.exists(name, reserved=True) else None


# -- e-mail


def emails(text: Text) -> Iterator[Found]:
    """Yield mailboxes; the name behind the sign must be one that can exist."""
    at = text.plain.find("@")
    while at >= 0:
        start = at
        while start and at - start < 64 and _is_local(text.plain[start - 1]):
            start -= 1
        while start < at and text.plain[start] in ".-+%":
            start += 1
        match = _DOTTED.match(text.plain, at + 1)
        end = at + 1
        if start < at and match and not text.taken[at]:
            end = _without(text.plain, match.start(), match.end(), "-_")
            name, doubt = domains.normal(text.plain[at + 1 : end]), ""
            if not domains.exists(name, reserved=True) and (cut := _run_on(name)):
                name, end, doubt = name[:cut], at + 1 + cut, "run on with a word"
            if domains.exists(name, reserved=True):
                address = f"{text.plain[start:at]}@{name}"
                yield text.claimed("email", address, start, end, doubt=doubt)
        at = text.plain.find("@", max(end, at + 1))


def _run_on(name: str) -> int:
    """Return where a name ends whose ending a word runs on from: `mail.comaddress`; 0 if none does."""
    last = name.rfind(".") + 1
    found = _RUN_ON.match(name, last) if last and name.isascii() else None
    return found.end() if found else 0


def _without(plain: str, start: int, end: int, signs: str) -> int:
    while end > start and plain[end - 1] in signs:
        end -= 1
    return end


def _is_local(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "._%+-")


# -- names and addresses


def dotted(text: Text) -> Iterator[Found]:
    """Yield domain names, IPv4 addresses, networks and ranges: what is written with dots."""
    done = 0
    for dot in _INNER_DOT.finditer(text.plain):
        if dot.start() < done or text.taken[dot.start()]:
            continue
        start = _word_start(text.plain, dot.start(), done)
        match = _DOTTED.match(text.plain, start) if start < dot.start() else None
        if match is None:
            continue
        end = _free_end(text, start, match.end())
        done = match.end()
        if not text.taken[start]:
            for found, stop in _name_or_address(text, start, end):
                done = max(done, stop)
                yield found


def _free_end(text: Text, start: int, end: int) -> int:
    """Return where a word ends that a URL runs on from: `evil.examplehttp://...`."""
    taken = text.taken.find(1, start, end)
    return taken if taken >= 0 else end


def _word_start(plain: str, at: int, floor: int) -> int:
    low = max(floor, at - 64)
    while at > low and (plain[at - 1].isalnum() or plain[at - 1] in "-_."):
        at -= 1
    return at


def _name_or_address(text: Text, start: int, end: int) -> Iterator[tuple[Found, int]]:
    """Yield what a dotted word is, with where reading goes on."""
    end = _without(text.plain, start, end, "-_.")
    while start < end and text.plain[start] in "-_":
        start += 1
    if not text.plain.isascii():
        start, end = _latin_part(text.plain, start, end)
    word = text.plain[start:end]
    if word.replace(".", "").isdigit():
        yield from _addressed(text, start, end)
    elif word[:1].isdigit() and (pair := _RANGE.match(word)):
        if not _version_before(text, start):
            yield from _ranged(text, start, end, pair[1], pair[2])
    elif (head := _HEAD.match(word)) and "." not in word[head.end() :]:
        if _is_address(text, start, start + head.end()):
            doubt = "run on with a word"
            yield text.found("ipv4", head[0], start, start + head.end(), doubt=doubt), end
    elif _is_domain(text, start, end):
        for kind, value, at, stop, doubt in _domains_of(text, word, start):
            yield text.claimed(kind, value, at, stop, doubt=doubt), end


def _is_listed_name(text: Text, word: str, start: int, end: int) -> bool:
    """Say whether `kettle.pl` is all that a line of a list of names says; elsewhere it is a file, or a field."""
    around = text.plain[max(start - 1, 0) : start] + text.plain[end : end + 1]
    doubtful = word.rpartition(".")[2].lower() in domains.HARD_ENDINGS
    return text.listed and doubtful and not around.strip("\r\n") and text.lists_names


def _latin_part(plain: str, start: int, end: int) -> tuple[int, int]:
    """Cut what touches a Latin name in a script without blanks; a name wholly in that script stays."""
    last = plain.rfind(".", start, end) + 1
    if last <= start or not (plain[last].isascii() and plain[last].isalnum()):
        return start, end
    if cut := _TOUCHED.search(plain, last, end):
        end = cut.start()
    first = plain.find(".", start, end)
    if cut := _TOUCHING.match(plain, start, first):
        start = cut.end()
    return start, end


def _domains_of(text: Text, word: str, start: int) -> Iterator[tuple[str, str, int, int, str]]:
    """Yield (kind, value, start, end, doubt) of one name, or of two that surely run together."""
    apart = _TWO_NAMES.match(word.lower()) if text.listed else None
    if apart and domains.exists(apart["two"], reserved=False):
        at, doubt = start, "two names ran together"
        for part in (apart["one"], apart["two"]):
            yield "domain", domains.normal(part), at, at + len(part), doubt
            at += len(part)
        return
    doubt = _onion_doubt(word)
    if _looks_glued(word):
        doubt = "may be two names run together"
    elif word.rpartition(".")[2].lower() in _FILE_ENDINGS:
        doubt = "may be the name of a file"
    yield "domain", domains.normal(word), start, start + len(word), doubt


def _looks_glued(word: str) -> bool:
    """Say whether an inner label begins like an ending: `a.comb.com` may be `a.com` and `b.com`."""
    inner = word.lower().split(".")[1:-1]
    return any(len(each) <= 12 and _GLUED_ENDING.match(each) for each in inner)


def _addressed(text: Text, start: int, end: int) -> Iterator[tuple[Found, int]]:
    """Yield an address, or the network or range that it begins."""
    plain, word = text.plain, text.plain[start:end]
    if plain[end : end + 1] == "/" and (prefix := _PREFIX.match(plain, end)):
        if is_quad(word) and (network := _network(word, prefix[1])):
            kind = "cidr" if network.num_addresses > 1 else "ipv4"
            value = str(network) if kind == "cidr" else word
            stop = prefix.end() if kind == "cidr" else end
            yield text.found(kind, value, start, stop), prefix.end()
        return
    if not _is_address(text, start, end):
        return
    other = _TO.match(plain, end) if plain[end : end + 1] in (" ", "\u2013", "\u2014") else None
    if (
        other
        and other[1].split(".")[:2] == word.split(".")[:2]
        and not _version_before(text, start)
    ):
        yield from _ranged(text, start, other.end(), word, other[1])
        return
    yield text.found("ipv4", word, start, end), end


def _ranged(text: Text, start: int, end: int, first: str, last: str) -> Iterator[tuple[Found, int]]:
    """Yield a range of addresses, the last one whole or by its last number."""
    last = last if "." in last else f"{first.rpartition('.')[0]}.{last}"
    if is_quad(first) and is_quad(last) and _number(first) < _number(last):
        yield text.found("ip-range", f"{first}-{last}", start, end), end


def _number(word: str) -> int:
    return int(ipaddress.IPv4Address(word))


def _network(word: str, prefix: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        network = ipaddress.ip_network(f"{word}/{prefix}", strict=False)
    except ValueError:
        return None
    return network if network.prefixlen else None


def is_quad(word: str) -> bool:
    """Say whether a word is four numbers that an address can be made of, without leading zeros."""
    parts = word.split(".")
    return len(parts) == 4 and all(
        len(p) <= 3 and p.isdigit() and int(p) <= 255 and (p[0] != "0" or p == "0") for p in parts
    )


def _is_address(text: Text, start: int, end: int) -> bool:
    if not is_quad(text.plain[start:end]):
        return False
    if text.refanged.edited(start, end):
        return True
    before = text.plain[start - 1 : start]
    if before in ("/", "-", "_") or (before == "=" and _VALUE.search(text.line_before(start, 40))):
        return False
    return not _version_before(text, start)


def _version_before(text: Text, start: int) -> bool:
    before = text.line_before(start, 160)
    if _VERSION_BEFORE.search(before[-80:]):
        return True
    own = text.plain[start : start + 15].split(".")
    return any(each[1].split(".") == own[:2] for each in _VERSION_SAID.finditer(before))


def _is_domain(text: Text, start: int, end: int) -> bool:
    word = text.plain[start:end]
    name = domains.normal(word)
    defanged = text.refanged.edited(start, end)
    if not domains.exists(name, reserved=defanged or text.listed):
        return False
    if defanged:
        return True
    before, after = text.plain[start - 1 : start], text.plain[end : end + 1]
    if before in ("/", "\\", "@", "$", "#", "%") and not _opens_line(text, start - 1):
        return False
    if after in ("(", "@", "\\", "=", "[") or _is_of_program(name, word, listed=text.listed):
        return False
    ending = word.rpartition(".")[2]
    if name in _PROGRAM_WORDS or (ending != ending.lower() and ending != ending.upper()):
        return False
    return _ending_fits(name, word, listed=text.listed) or _is_listed_name(text, word, start, end)


def _is_of_program(name: str, word: str, *, listed: bool) -> bool:
    """Say whether a dotted word is a name in a program: `self.pm`, `sdk.Extra.BA`, `stix_object.report`."""
    own = name.split(".")
    if any("_" in label for label in own[-2:]):
        return True  # nobody can register it
    ending = word[-len(own[-1]) :]
    return not listed and (own[0] in _RECEIVERS or (ending.isupper() and not word.isupper()))


def _opens_line(text: Text, at: int) -> bool:
    """Say whether a slash opens a line of a list: `/evil.example`, as some write what not to click."""
    return (
        text.listed and text.plain[at] == "/" and text.plain[at - 1 : at] in ("", "\n", " ", "\t")
    )


def _ending_fits(name: str, word: str, *, listed: bool) -> bool:
    own = name.split(".")
    if own[0] == "www":
        return True
    soft = own[-1] in domains.SOFT_ENDINGS and (not listed or word != word.lower())
    if soft and domains.ending_is_sure(name):
        return True
    if len(own) > 2 and own[-2] in _REGISTRIES and domains.ending_is_sure(name):
        return True  # `kettle.com.pl`
    if soft or own[-1] in domains.HARD_ENDINGS:
        return False
    humps = [each for each in word.split(".") if each[:1].isupper() and each[1:].islower()]
    if len(humps) > 1 and not listed:
        return False  # System.Web.UI: a name in a program
    return not (own[-2].isdigit() and len(own[-2]) < 3)


def ipv6(text: Text) -> Iterator[Found]:
    """Yield IPv6 addresses and networks."""
    done = 0
    for colon in _COLONS.finditer(text.plain):
        if colon.start() < done or text.taken[colon.start()]:
            continue
        start = colon.start()
        while start > done and colon.start() - start < 4 and text.plain[start - 1] in _HEXDIGITS:
            start -= 1
        match = _IPV6.match(text.plain, start)
        if match is None:
            continue
        done = match.end()
        end = done - (text.plain[done - 1] == ":" and text.plain[done - 2 : done] != "::")
        if not _is_ipv6(text.plain, start, end):
            continue
        word = text.plain[start:end].lower()
        prefix = _PREFIX.match(text.plain, end)
        network = _network(word, prefix[1]) if prefix else None
        if prefix and network and network.num_addresses > 1:
            yield text.found("cidr", str(network), start, prefix.end())
        else:
            yield text.found("ipv6", word, start, end)


def _parses(text: str, kind: type[ipaddress.IPv4Address | ipaddress.IPv6Address]) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True


def _is_ipv6(plain: str, start: int, end: int) -> bool:
    word = plain[start:end]
    if word.count(":") < 2 or len(word.replace(":", "")) < 3 or not any(c.isdigit() for c in word):
        return False
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if before.isalnum() or before in ("_", ":", ".", "-") or after.isalnum() or after == "_":
        return False
    return _parses(word, ipaddress.IPv6Address)


def _onion_doubt(name: str) -> str:
    """Say what is wrong with an onion name (Tor rend-spec-v3, 6: its last bytes are a checksum)."""
    own = name.lower().split(".")
    if own[-1] != "onion":
        return ""
    try:
        raw = base64.b32decode(own[-2].upper())
    except ValueError:
        return "no onion service has such a name"
    if len(raw) == 10:
        return ""  # version 2 has no checksum
    if len(raw) != 35 or raw[34] != 3:
        return "no onion service has such a name"
    check = hashlib.sha3_256(b".onion checksum" + raw[:32] + raw[34:]).digest()[:2]
    return "" if raw[32:34] == check else "the checksum of the onion name is wrong"
