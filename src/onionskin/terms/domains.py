"""Domain names: normal form, labels, and whether a dotted word is one at all.

Names are compared by label, never by substring: `notevil.example` is not within
`evil.example`. Which endings exist is read from the Public Suffix List's ICANN
part (publicsuffix.org, as the package publicsuffixlist).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from onionskin.plugins.contracts import words

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# RFC 2606, RFC 6761: reserved, so they are names only where an author says so.
RESERVED_ENDINGS = frozenset({"example", "test", "invalid", "localhost", "local"})
RESERVED_NAMES = frozenset({"example.com", "example.net", "example.org"})
_SPECIAL_ENDINGS = frozenset({"onion"})  # RFC 7686

# Endings that exist and are also file suffixes, field names or words of programs. `HARD` ones are
# never taken for names in running text; `SOFT` ones only where indicators are listed.
HARD_ENDINGS = frozenset(
    {"md", "py", "sh", "pl", "rs", "zip", "mov", "name", "so", "ps", "java", "map", "mm", "sc"}
)
SOFT_ENDINGS = frozenset(
    {"app", "ai", "id", "host", "cc", "bz", "cab", "data", "in", "is", "it", "as", "do", "by"}
)

# An empty label, one with a hyphen at its edge or an underscore at its end, a sign of no name.
_MALFORMED = re.compile(r"\A[.-]|[-_.]\Z|[-_.]\.|\.-|[^\w.-]")
_PUNYCODE = "xn--"  # before a label in punycode

# Services that anybody can put content on, or that reports merely link to: blocking the bare name
# would hit the innocent, so it is never an indicator; a defanged URL below it may be.
SHARED = frozenset(
    words(
        """
        github.com githubusercontent.com gitlab.com bitbucket.org sourceforge.net pypi.org
        pythonhosted.org npmjs.com npmjs.org docker.com nuget.org rubygems.org crates.io google.com
        whatsapp.com googleapis.com youtube.com youtu.be goo.gl microsoft.com live.com office.com windows.com
        azure.com apple.com icloud.com amazon.com cloudflare.com dropbox.com
        dropboxusercontent.com discord.com discordapp.com slack.com telegram.org t.me twitter.com
        x.com t.co facebook.com instagram.com linkedin.com reddit.com medium.com pastebin.com
        archive.org archive.ph wikipedia.org bit.ly mozilla.org gmail.com outlook.com hotmail.com
        yahoo.com adobe.com oracle.com debian.org python.org
        ipinfo.io ip-api.com ipify.org icanhazip.com ifconfig.me ipecho.net wtfismyip.com ident.me ipwho.is myip.com
        """
    )
)
REFERENCE_SITES = frozenset(
    words(
        """
        virustotal.com any.run abuse.ch hybrid-analysis.com joesandbox.com shodan.io censys.io
        urlscan.io urldna.io tria.ge threatbook.cn ddosmon.net mitre.org cve.org nist.gov cisa.gov us-cert.gov ncsc.gov.uk cert.ssi.gouv.fr
        europa.eu fbi.gov justice.gov treasury.gov bleepingcomputer.com thehackernews.com zdnet.com
        techcrunch.com theregister.com wired.com arstechnica.com securityweek.com darkreading.com
        cyberscoop.com therecord.media krebsonsecurity.com reuters.com bbc.com bbc.co.uk nytimes.com
        washingtonpost.com bloomberg.com lemonde.fr elpais.com kaspersky.com securelist.com eset.com
        welivesecurity.com mandiant.com crowdstrike.com sentinelone.com symantec.com broadcom.com
        volexity.com elastic.co trendmicro.com sophos.com paloaltonetworks.com unit42.com
        talosintelligence.com cisco.com checkpoint.com fortinet.com huntress.com blackberry.com
        reversinglabs.com proofpoint.com recordedfuture.com group-ib.com sekoia.io malwarebytes.com
        secureworks.com bitdefender.com netresec.com objective-see.org misp-project.org
        oasis-open.org attack.mitre.org infosec.exchange mastodon.social
        f-secure.com withsecure.com clearskysec.com intezer.com zscaler.com netskope.com trellix.com mcafee.com citizenlab.ca
        dragos.com cybereason.com akamai.com rapid7.com tenable.com qualys.com snyk.io wiz.io socket.dev aikido.dev
        stepsecurity.io jfrog.com sonatype.com phylum.io checkmarx.com datadoghq.com harfanglab.io drweb.com darktrace.com osv.dev
        first.org w3.org ietf.org rfc-editor.org iana.org json-schema.org schema.org spdx.org openvex.dev apache.org gnu.org
        opensource.org creativecommons.org xmlsoap.org openxmlformats.org unicode.org haskell.org
        """
    )
)


# Their customers get names of their own below them: the bare name is everybody's, those are not.
HOSTING = frozenset(
    words(
        """
        github.io gitlab.io amazonaws.com cloudfront.net azurewebsites.net windows.net azureedge.net
        cloudapp.net blogspot.com wordpress.com trycloudflare.com workers.dev pages.dev vercel.app
        netlify.app herokuapp.com firebaseapp.com web.app appspot.com ngrok.io ngrok-free.app
        glitch.me repl.co weebly.com wixsite.com duckdns.org ddns.net no-ip.org hopto.org
        """
    )
)


def _suffixes(name: str) -> PublicSuffixList:
    """Return the list for a name; the rules in punycode, whose making takes longest, are made for one that holds some."""
    return _list_of_suffixes(in_punycode=_PUNYCODE in name.lower())


@cache
def _list_of_suffixes(*, in_punycode: bool) -> PublicSuffixList:
    from publicsuffixlist import PSLFILE, PublicSuffixList

    listed = Path(PSLFILE).read_text("utf-8")
    begun, ended = (f"// ==={each} ICANN DOMAINS===" for each in ("BEGIN", "END"))
    own = listed.partition(begun)[2].partition(ended)[0].splitlines()
    lines = [each for each in own if each and not each.startswith("//")]
    # Only what is not ASCII is written otherwise in names: to ask that of each line takes longer than all else.
    if in_punycode:
        lines += [_encoded(each) for each in lines if not each.isascii()]
    return PublicSuffixList(lines, accept_unknown=False, accept_encoded_idn=False)


def _encoded(rule: str) -> str:
    """Return a rule of the list as names have it, its labels as punycode."""
    exception = rule[: rule.startswith("!")]
    return exception + rule.removeprefix("!").encode("idna").decode("ascii")


def normal(name: str) -> str:
    """Return a name in lower case, without the final dot, internationalised labels as punycode."""
    name = name.strip().rstrip(".").lower()
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def labels(name: str) -> tuple[str, ...]:
    """Return the labels of a name, in its own order."""
    return tuple(normal(name).split("."))


def within(name: str, parent: str) -> bool:
    """Say whether a name is a parent or below it, by whole labels."""
    own, above = labels(name), labels(parent)
    return own[-len(above) :] == above


@cache
def ending_exists(ending: str) -> bool:
    """Say whether a top-level label exists (ICANN), or has a meaning of its own (`onion`)."""
    return ending in _SPECIAL_ENDINGS or _suffixes(ending).publicsuffix(ending) is not None


def is_reserved(name: str) -> bool:
    """Say whether a name is kept for documentation and tests."""
    return _is_reserved(normal(name))


def _is_reserved(name: str) -> bool:
    if name[name.rfind(".") + 1 :] in RESERVED_ENDINGS:
        return True
    return "example." in name and ".".join(name.split(".")[-2:]) in RESERVED_NAMES


# A host stands in a document more than once: in its URL, alone, and where it is asked whose it is.
@lru_cache(maxsize=4096)
def registrable(name: str) -> str:
    """Return the part of a name that somebody registered; the name itself where that is unclear."""
    name = normal(name)
    if is_reserved(name):
        return ".".join(name.split(".")[-2:])
    found = _suffixes(name).privatesuffix(name)
    return str(found) if found else name


def is_well_formed(name: str) -> bool:
    """Say whether labels and lengths are those of a host name (RFC 1123, underscores allowed)."""
    return _is_well_formed(normal(name))


def _is_well_formed(name: str) -> bool:
    if len(name) > 253 or _MALFORMED.search(name):
        return False
    own = name.split(".")
    return 2 <= len(own) <= 30 and len(max(own, key=len)) <= 63 and not own[-1].isdigit()


def exists(name: str, *, reserved: bool) -> bool:
    """Say whether a normal name is well formed and ends as names do; `reserved` takes those, too."""
    if not _is_well_formed(name):
        return False
    if _is_reserved(name):
        return reserved
    return ending_exists(name[name.rfind(".") + 1 :])


def ending_is_sure(name: str) -> bool:
    """Say whether what a name ends with is no file's suffix: two labels of a registry, or a host of many."""
    own = normal(name).split(".")
    registry = str(_suffixes(name).publicsuffix(name) or "")
    return (len(own) > 2 and "." in registry) or _listed(name, HOSTING)


@lru_cache(maxsize=4096)
def is_shared(name: str) -> bool:
    """Say whether a name belongs to a service that many share, and not to one of its customers."""
    bare = normal(name).removeprefix("www.")
    return bare in HOSTING or _listed(name, SHARED)


@lru_cache(maxsize=4096)
def is_reference_site(name: str) -> bool:
    """Say whether a name is a publisher, catalogue or authority that reports link to."""
    return _listed(name, REFERENCE_SITES)


def _listed(name: str, names: frozenset[str]) -> bool:
    own = labels(name)
    return any(".".join(own[at:]) in names for at in range(len(own) - 1))
