"""What a whole document says of its names decides which of its claims can be meant.

A sentence alone cannot tell a product from the gang that abused it. The nouns beside a name
("the X backdoor", "X, a company"), its shape, and the other claims can.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import lru_cache

from msgspec.structs import replace

from onionskin.model import RELATIONS, Entity
from onionskin.read.naming.names import kind_of
from onionskin.read.naming.persons import is_person
from onionskin.read.syntax.tools import is_tool
from onionskin.read.wire import Draft

TOPIC = "\x00topic"  # stands for the document's incident until the whole document is read
PRODUCT = "\x00product"
CONCERNED = "\x00concerned "  # before names, one a line: the first is the subject if the document is about one of them
MAYBE = "\x00maybe "  # before a name that is the subject only if the document calls it malware or an actor

# Where incidents take place and who tells of them: seldom what they are called after.
HOSTS = frozenset(
    {
        "Internet", "GitHub", "GitLab", "Microsoft", "Google", "Apple", "Amazon", "npm", "PyPI", "Twitter", "Linux", "Telegram", "CISA", "FBI",
        "NSA", "Mandiant", "CrowdStrike", "Reuters", "Mac", "Chrome", "Slack", "Discord", "AWS", "CI", "API", "PC", "VPN", "SSH", "DLL", "AI",
        "WordPress", "Magento", "WooCommerce", "Jenkins", "VS Code", "Visual Studio Code", "Joomla", "Drupal", "Chrome Web Store", "MSP", "MSPs", "RMM", "EDR", "CVE", "IOC", "IT", "ICT", "SaaS", "SDK", "MFA", "2FA", "SBOM", "RAT", "URL", "IP", "DNS", "US", "EU", "UK", "C2", "UTC",
        "OSX", "Bitcoin", "Ethereum", "JavaScript", "TypeScript", "Python", "Node.js", "Docker", "Java", "OAuth", "PowerShell", "US-Dollar", "Euro", "Facebook", "LinkedIn", "X",
        "OpenSSH", "Kubernetes", "Web3", "Reddit", "YouTube", "Android", "iOS", "NPM", "NuGet", "RubyGems", "BleepingComputer", "Bleeping Computer", "TechCrunch", "Wired",
        # What technology, money and papers are called for short, and holidays: with a capital, and yet nobody's name.
        "IMEI", "IMSI", "SIM", "SMS", "MMS", "GPS", "HTTP", "HTTPS", "FTP", "SFTP", "TLS", "SSL", "URI", "PDF", "CSV", "XML", "JSON", "HTML", "SQL", "USB", "CPU", "GPU",
        "RAM", "BIOS", "UEFI", "ATM", "PIN", "IBAN", "Iban", "CVV", "ID", "IDs", "DNI", "DNIs", "NIF", "BSN", "SSN", "USD", "EUR", "GBP", "MCP", "LLM", "GDPR", "RGPD", "DSGVO",
        "LGPD", "CEO", "CTO", "CISO", "CIO", "CFO", "QR", "RDP", "TV", "IA", "KI", "Christmas", "Christmas Eve", "Natal", "Noël", "Navidad", "Natale", "Weihnachten", "Kerst",
        "VoIP", "VOIP", "PBX", "IPBX", "SIEM", "XDR", "SOC", "DDoS", "RCE", "LAN", "WAN", "WLAN", "IoT", "SCADA", "OSINT", "CVSS", "CWE", "TTP", "TTPs", "APT", "Wi-Fi", "Bluetooth",
        "Fortune", "Fortune 500", "Fortune 1000", "Fortune 100", "Global 2000", "Managed Service Provider", "Managed Service Providers", "Remote Code Execution", "Supply Chain",
        # Where software is kept, built and sold, by its whole name.
        "GitHub Actions", "GitHub Action", "Google Play Store", "Google Play", "Play Store", "Play Protect", "Google Play Protect", "App Store", "WordPress.org",
        "Maven Central", "Docker Hub", "Open VSX", "Visual Studio Marketplace", "OpenID Connect", "OIDC", "CI/CD", "PR", "PRs", "pull_request_target", "npm install",
        "PoC", "Typosquatting", "Phishing", "Social Engineering", "Zero-Day", "Dependency Confusion", "https", "http",
    }
)  # fmt: skip

# Where people write to everybody: who says something there says it, not the place.
TALKED_ON = frozenset({"Twitter", "X", "Facebook", "LinkedIn", "Telegram", "Reddit", "YouTube", "Discord", "Slack", "GitHub", "Mastodon", "Instagram", "Medium", "Substack", "Bluesky", "Threads", "WhatsApp"})  # fmt: skip

# Who finds and tells: their names stand in every report, and seldom for its incident.
TELLERS = frozenset(
    {
        "Kaspersky", "Kaspersky Lab", "ESET", "Symantec", "Sophos", "Volexity", "SentinelOne", "Huntress", "Talos", "Cisco Talos", "Trend Micro",
        "Unit 42", "Proofpoint", "Secureworks", "Recorded Future", "Sekoia", "Check Point", "Bitdefender", "Fortinet", "Zscaler", "Sonatype", "Snyk",
        "JFrog", "ReversingLabs", "Socket", "Wiz", "Datadog", "Elastic", "Trellix", "McAfee", "AhnLab", "ANSSI", "BSI", "INCIBE", "ENISA", "NCSC", "Europol", "Interpol",
        "Dr.Web", "Doctor Web", "Phylum", "Aikido", "StepSecurity", "Koi Security", "Morphisec", "Cybereason", "Group-IB", "Endor Labs", "Veracode", "ThreatFabric", "Cyble",
        "F-Secure", "WithSecure", "G DATA", "Claroty", "Armis", "CERT-FR", "CERT-Bund", "INCIBE-CERT", "CNIL", "AEPD", "OCU", "Which?", "Wordfence", "Patchstack", "SafeDep", "GitGuardian", "Ossprey", "Lookout", "Arctic Wolf", "Verbraucherzentrale",
        "RiskIQ", "Kromtech", "Panda Security", "Panda Labs", "Sansec", "CloudSEK", "Hudson Rock", "Sucuri", "Zimperium", "vpnMentor", "Cyberint", "Intezer", "Red Canary", "Dragos", "Binarly", "Eclypsium",
        "Cleafy", "Resecurity", "SOCRadar", "watchTowr", "GreyNoise", "Shadowserver", "Censys", "Truesec", "Northwave", "Fox-IT", "Eye Security", "Pen Test Partners", "Have I Been Pwned", "Cybernews",
    }
)  # fmt: skip
# Who looks into incidents of others, besides: nothing that they tell is against themselves.
WATCHERS = TELLERS | frozenset(
    {"Mandiant", "CrowdStrike", "CISA", "FBI", "NSA", "FireEye", "Google TAG", "Reuters"}
)
# Names that are words of a language, too, or stand in its dictionary: companies that are often hit, or tell.
FAMOUS = HOSTS | TELLERS | frozenset(
    {
        "Amazon", "Ford", "Intel", "Samsung", "Sony", "Siemens", "Bosch", "Honda", "Toyota", "Mercedes", "Adidas", "Nivea", "Mars", "Orange", "Oracle", "Adobe",
        "Target", "Visa", "Mastercard", "Nokia", "Ericsson", "Vodafone", "Airbus", "Boeing", "Nvidia", "Dropbox", "Skype", "Firefox", "Mozilla", "Windows", "Orion", "Ledger",
        "Copay", "Debian", "Ubuntu", "Fedora", "Kali", "Petya", "Facebook", "Instagram", "Netflix", "Coca-Cola", "Pepsi", "McDonald's", "Ikea", "IKEA", "Volkswagen", "Renault",
    }
)  # fmt: skip
# Distributions, as one name each: "Linux" in them is no platform.
SYSTEM_NAMES = (
    r"(?:Red Hat Enterprise Linux|SUSE Linux(?: Enterprise(?: Server| Desktop)?)?|openSUSE(?: Tumbleweed| Leap| MicroOS)?|Linux Mint"
    r"|(?:Arch|Gentoo|Alpine|Amazon|Oracle|Kali|Rocky|Alma|Fedora|Debian|Ubuntu|Void|Manjaro) Linux|AlmaLinux|Fedora Rawhide"
    r"|Debian (?:[Tt]esting|[Ss]table|[Uu]nstable|[Ss]id|[Ee]xperimental))(?![\w-])"
)
# Systems that ship what was hit, whatever release or part of one is named.
SYSTEM = re.compile(
    r"(?:Debian|Ubuntu|Fedora|Red Hat Enterprise|RHEL|CentOS|Rocky|AlmaLinux|openSUSE|SUSE Linux|SLES|Arch Linux|Alpine|Gentoo|Kali|Amazon Linux|Linux Mint"
    r"|Manjaro|NixOS|Slackware|Void Linux|FreeBSD|OpenBSD|NetBSD|Homebrew|Oracle Linux|Windows|macOS|Android|iOS)\b"
)
_PLACES = HOSTS - {"Microsoft", "Google", "Apple", "Amazon", "Twitter", "Mandiant", "CrowdStrike", "Slack", "Discord", "CISA", "FBI", "NSA", "Reuters"}  # fmt: skip

# Relations whose subject was hit, or makes what was.
_OF_CONCERNED = frozenset({"victim", "compromised-through", "compromised-by", "supplies"})
# A claim's relation and kinds -> how much it tells of what the name is.
TELLING: dict[str, dict[str, float]] = {
    "attributed-to": {"actor": 0.9},
    "compromised-through": {"organisation": 0.9},
    "supplies": {"organisation": 0.9},
    "manage": {"organisation": 1},
    "host": {"organisation": 1},
}
_SHAPES = (
    ("actor", re.compile(r"(?:UNC|APT|TA|FIN|UAT|UAC|UTA|DEV|TEMP|Storm|REF|G)[ -]?\d{1,5}\Z|(?:.+ )?(?:SPIDER|CHOLLIMA|PANDA|BEAR|KITTEN|Sleet|Blizzard|Typhoon|Tempest|Sandstorm|Pisces|Ursa)\Z|(?:Lazarus|ShinyHunters|GRUB1|BARIUM|Winnti|Axiom|Sandworm|Turla|TeleBots|BlueNoroff|Andariel|Kimsuky|Nobelium|Cozy Bear|Fancy Bear|REvil|TeamPCP)(?: Group| Team)?\Z", re.IGNORECASE)),
    ("cve", re.compile(r"CVE-\d{4}-\d+\Z", re.IGNORECASE)),
    ("file", re.compile(r".*\.(?:dll|exe|msi|dylib|so|js|sh|ps1|py|zip|dmg|pkg|rpm|deb|yml|yaml|ico|png|bat|vbs|lnk|jar|sys|json|m4|tgz|gz|docx|xlsx|pdf)\Z", re.IGNORECASE)),
    ("malware", re.compile(r"(?:Mimikatz|EternalBlue|EternalRomance|Cobalt Strike|TruffleHog|PsExec|NotPetya|WannaCry|Emotet|TrickBot|Shai-Hulud|SUNBURST|Gopuram|POOLRAT|TAXHAUL|COLDCAT|Floxif|PlugX|ShadowPad|AppleJeus|Solorigate)\Z", re.IGNORECASE)),
    ("malware", re.compile(r"(?:OSX|Win32|Win64|Trojan|Backdoor|Ransom|Worm|MSIL|Python|Linux|Mac)[/:.][\w./:!-]+\Z|(?:Trojan|Trojaner|Backdoor|Ransomware|Malware|Spyware|Rootkit|Wiper|Keylogger)s?\Z|[A-Z]\w{3,}\.[A-Z]{1,2}\Z")),
    ("malware", re.compile(r"[A-Z]{6,}(?:\.[A-Z]{3,})?\Z")),
)  # fmt: skip
_SHAPES_KEPT = 1 << 12  # names whose shape is remembered
# What a name is -> the kinds that it cannot stand for.
_UNFIT = {
    "actor": frozenset({"organisation", "product", "release", "malware", "website", "person", "file"}),
    "malware": frozenset({"organisation", "actor", "person", "website"}),
    "organisation": frozenset({"malware", "file"}),
    "product": frozenset({"actor", "person", "malware"}),
    "campaign": frozenset({"organisation", "product", "person", "actor"}),
    "cve": frozenset({"organisation", "actor", "person", "malware", "product", "campaign"}),
    "file": frozenset({"organisation", "actor", "person", "website"}),
    "person": frozenset({"malware", "product", "release", "actor"}),
}  # fmt: skip


@lru_cache(maxsize=_SHAPES_KEPT)
def shape_of(name: str) -> str:
    """Return the kind that a name's own shape tells, or an empty string."""
    if is_person(name):
        return "person"
    return next((kind for kind, shape in _SHAPES if shape.match(name)), "")


def holds_name(longer: str, name: str) -> bool:
    """Say whether a name stands in a longer one, at word bounds; an empty one stands in none."""
    at = longer.find(name) if name else -1
    while at >= 0:
        if not (_is_of_word(longer[at - 1 : at]) or _is_of_word(longer[at + len(name) :][:1])):
            return True
        at = longer.find(name, at + 1)
    return False


def is_akin(one: str, other: str) -> bool:
    """Say whether one of two names, in small letters, stands in the other at word bounds."""
    return holds_name(one, other) or holds_name(other, one)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def is_product(name: str, kind: str) -> bool:
    """Say whether a name that may be an organisation's is a product's: by what it is called, or a model's number."""
    return kind == "product" or SYSTEM.match(name) is not None or _MODEL.search(name) is not None


def is_version_of(name: str) -> bool:
    """Say whether a name is of a file, or ends with a version: "Viewer 4.2", "`viewer` (4.2)"."""
    return shape_of(name) == "file" or _VERSIONED.search(name) is not None


class Judge:
    """Settles the kinds of a document's claims; leaves out those that cannot be meant."""

    def __init__(
        self,
        kind: Callable[[str], str],
        topic: str,
        product: str,
        drafts: list[Draft],
        products: Container[str] = (),
        tellers: Container[str] = (),
    ) -> None:
        self._tellers = tellers
        self._kind = kind
        self._name, self._products = topic, products
        self._topic = {each for each in (topic, product) if each}
        self._things = {
            each.name
            for draft in drafts
            for each in (draft.subject, draft.object)
            if not {"product", "release", "organisation"}.isdisjoint(each.kind.split("|"))
            and draft.relation not in ("attributed-to", "signed-by")
        }
        self._through = {
            (draft.offset, draft.subject.name)
            for draft in drafts
            if draft.relation in ("compromised-through", "compromised-by")
        }
        self._made = {
            draft.object.name
            for draft in drafts
            if draft.relation == "supplies" and draft.object.kind == "product"
        }
        self._hit = {
            (draft.offset, draft.subject.name)
            for draft in drafts
            if draft.relation == "victim"
            and (draft.holds or not self._is_topic(draft.subject.name))
            and not self._is_sibling(draft.subject.name)
            and not self._is_thing(draft.subject)
        }
        self._tainted = {
            draft.object.name
            for draft in drafts
            if draft.relation == "affects" and draft.holds and draft.object.kind == "release"
        }
        self._speakers = {draft.speaker for draft in drafts if draft.speaker}
        self._concerned = {
            draft.subject.name
            for draft in drafts
            if draft.relation in _OF_CONCERNED
            and draft.holds
            and (draft.relation != "supplies" or self._is_topic(draft.object.name))
        }

    def fitted(self, draft: Draft) -> Draft | None:
        """Return a draft with one kind at each end, or None where it cannot be meant."""
        if draft.subject.name.startswith(CONCERNED):
            names = draft.subject.name.removeprefix(CONCERNED).split("\n")
            if not any(self._is_concerned(each) for each in names):
                return None
            draft = replace(draft, subject=Entity(draft.subject.kind, names[0]))
        draft = self._turned(draft)
        relation = RELATIONS[draft.relation]
        subject = self._settled(draft.subject, relation.subjects)
        cleared = self._is_cleared(draft)
        thing = draft.object if cleared else self._settled(draft.object, relation.objects)
        if subject is None or thing is None:
            return None
        if draft.relation == "alias-of" and subject.name == TOPIC != draft.subject.name:
            return None  # "the report of X, called Y"
        if subject.name == thing.name and not (
            relation.name == "victim" and self._is_hit_itself(subject.name)
        ):
            return None
        if not self._is_name(subject) or not self._is_name(thing):
            return None
        if draft.relation == "collects" and (
            subject.name in HOSTS or self._kind(subject.name) == "organisation"
        ):
            subject = Entity("campaign", TOPIC)
        draft = replace(draft, subject=subject, object=thing)
        check = getattr(self, f"_{draft.relation.replace('-', '_')}", None)
        return draft if check is None or check(draft) else None

    def _is_cleared(self, draft: Draft) -> bool:
        """Say whether a draft denies that a person did it; that one did is claimed of nobody."""
        person = self._kind(draft.object.name) == "person"
        return draft.relation == "attributed-to" and not draft.holds and person

    def _turned(self, draft: Draft) -> Draft:
        """Return a draft as the relation that the kinds of its ends make of it: things are affected, doers are no way in."""
        if draft.relation == "victim" and (self._is_thing(draft.subject) or self._is_spared(draft)):
            product = Entity("product", draft.subject.name)
            draft = replace(draft, relation="affects", subject=draft.object, object=product)
        if draft.relation == "signed-by" and self._is_firm(draft.subject.name):
            draft = replace(draft, subject=Entity("release", PRODUCT))
        by = shape_of(draft.object.name)
        if draft.relation == "compromised-through" and by in _DOERS:
            doer = Entity(by, draft.object.name)
            draft = replace(draft, relation="compromised-by", object=doer)
        return draft

    def _is_firm(self, name: str) -> bool:
        """Say whether a name is a firm's and no product's: "both were signed by X" means the releases that X made."""
        return self._kind(name) == "organisation" and name not in self._products

    def _is_thing(self, entity: Entity) -> bool:
        """Say whether a "victim" is a system or a product: it is affected, nobody's victim."""
        name = entity.name
        if entity.kind != "organisation" or "\x00" in name or self._is_topic(name):
            return False
        small = name.islower() and " " not in name and "." not in name  # as packages are written
        return small or is_version_of(name) or SYSTEM.match(name) is not None or name in self._made

    def _is_spared(self, draft: Draft) -> bool:
        """Say whether who is "no victim" is a product: it is not affected."""
        name = draft.subject.name
        if draft.holds or draft.subject.kind != "organisation" or "\x00" in name:
            return False
        return self._is_sibling(name) or is_product(name, self._kind(name))

    def _is_name(self, entity: Entity) -> bool:
        """Say whether a name has a letter: "2.27" of "2.27 million" is none."""
        if entity.kind not in _NAMED:
            return True
        return any(char.isalpha() for char in entity.name) and not _FORM.fullmatch(entity.name)

    def _settled(self, entity: Entity, permitted: frozenset[str]) -> Entity | None:
        name, kinds = entity.name, entity.kind.split("|")
        if name.startswith(MAYBE):
            name = name.removeprefix(MAYBE)
            if self._kind(name) not in kinds or name in HOSTS:
                return Entity("campaign", TOPIC) if "campaign" in permitted else None
        if "\x00" in name or (len(kinds) == 1 and kinds[0] in _GIVEN):
            return Entity(kinds[0], name)
        known = self._kind(name)
        kind = known if known in kinds else kinds[0]
        if kind in _UNFIT.get(known, ()):
            return None
        if kind not in permitted:
            kind = next((each for each in _FALLBACK if each in permitted), kind)
        return Entity(kind, name)

    def _is_sibling(self, name: str) -> bool:
        """Say whether a name is a product beside the one that was hit: "Tessera Cloud", "Tessera Remote"."""
        family, *rest = name.split(" ")
        return bool(rest) and any(
            each != name and each.startswith(f"{family} ") for each in self._topic
        )

    def _is_concerned(self, name: str) -> bool:
        """Say whether the document is about a name, or says that it was hit."""
        return name in (TOPIC, PRODUCT) or name in self._concerned or self._is_topic(name)

    def _is_topic(self, name: str) -> bool:
        low = name.casefold()
        return any(is_akin(low, each.casefold()) for each in self._topic)

    # -- what a relation asks of its ends

    def _attributed_to(self, draft: Draft) -> bool:
        name = draft.object.name
        if draft.object.kind == "region":
            return True
        if self._kind(name) == "person":
            return not draft.holds
        speaks = name in self._speakers and self._kind(name) != "actor"
        return name not in self._things | self._topic and not speaks and name != draft.speaker

    def _victim(self, draft: Draft) -> bool:
        name = draft.subject.name
        if (
            self._kind(name) in ("product", "person", "cve")
            and draft.subject.kind == "organisation"
        ):
            return False
        if name in _PLACES or self._is_sibling(name):
            return False
        if draft.holds and self._only_tells(name):
            return False  # "X informed the breached company"
        if self._is_topic(name) and not (draft.holds and self._is_hit_itself(name)):
            return False
        return (draft.offset, name) not in self._through

    def _only_tells(self, name: str) -> bool:
        return (name in WATCHERS or name in self._tellers) and not self._is_topic(name)

    def _is_hit_itself(self, name: str) -> bool:
        """Say whether the incident is called after an organisation: the victim of it, as of what is called after a supplier."""
        if name in (TOPIC, PRODUCT):
            name = self._name
        if not name or name in self._products or not self._is_called(name):
            return False
        kind = self._kind(name)
        named = name[:1].isupper() and "." not in name and name not in self._made
        return kind == "organisation" or (kind == "" and named)

    def _is_called(self, name: str) -> bool:
        """Say whether the incident is called after a name, or the first word of it: "Mutua" of "Mutua Madrile\u00f1a"."""
        return name == self._name or name.startswith(f"{self._name} ")

    def _employs(self, draft: Draft) -> bool:
        if draft.object.kind == "technique":
            return True
        if draft.object.kind == "product" and is_tool(draft.object.name):
            return not self._is_topic(draft.object.name)
        if draft.object.name in HOSTS:
            return False  # "malware published to X"
        return self._kind(draft.object.name) == "malware" and not (
            draft.subject.kind == "campaign" and draft.object.name in self._topic
        )

    def _compromised_by(self, draft: Draft) -> bool:
        kind = self._kind(draft.object.name)
        if draft.object.kind == "malware":
            return kind in ("malware", "actor") or kind_of(draft.object.name) == "malware"
        return kind not in ("organisation", "product", "person", "file")

    def _affects(self, draft: Draft) -> bool:
        if draft.object.kind == "release" and self._is_nothing_released(draft.object.name):
            return False
        edition = _EDITION.fullmatch(draft.object.name)
        if edition and not self._has_editions(edition[1]):
            return False
        if draft.object.kind != "product" or self._kind(draft.object.name) == "product":
            return True
        if SYSTEM.match(draft.object.name):
            return True
        hit = (draft.offset, draft.object.name) in self._hit
        return not hit and self._kind(draft.object.name) not in ("organisation", "person")

    def _is_nothing_released(self, release: str) -> bool:
        """Say whether what is before a release's number or platform is no product: a score, a person, who did it."""
        name = _RELEASED.sub("", release)
        return name in _SCORES or self._kind(name) in ("person", "actor", "region")

    def _has_editions(self, name: str) -> bool:
        """Say whether a name may be of what runs on a platform: who tells of it does not, nor does malware."""
        if name in TELLERS or self._only_tells(name):
            return False
        return self._is_topic(name) or self._kind(name) not in _NO_EDITION

    def _served(self, draft: Draft) -> bool:
        name = draft.object.name
        return " " in name or "." not in name or self._kind(name) == "file" or name[-1].isdigit()

    def _fixed_in(self, draft: Draft) -> bool:
        """Say whether a release may heal: one that is hit was only taken away."""
        return draft.object.name not in self._tainted

    def _retired(self, draft: Draft) -> bool:
        return self._kind(draft.subject.name) != "person"

    def _supplies(self, draft: Draft) -> bool:
        made = draft.object.name
        if draft.object.kind != "group" and self._kind(made) in _MADE_BY_NOBODY:
            return False
        return made not in HOSTS or draft.object.kind == "organisation"

    def _admits(self, draft: Draft) -> bool:
        return not self._only_tells(draft.subject.name)

    def _build(self, draft: Draft) -> bool:
        return draft.subject.name not in _PLACES

    def _deliver(self, draft: Draft) -> bool:
        told = draft.subject.name in self._speakers | HOSTS or draft.object.name in _PLACES
        named = SYSTEM.match(draft.subject.name) or self._kind(draft.subject.name) == "organisation"
        return not (told or named)

    def _uses(self, draft: Draft) -> bool:
        if draft.subject.name in HOSTS or draft.object.name in HOSTS:
            return False
        return self._kind(draft.object.name) not in ("malware", "organisation")

    def _embed(self, draft: Draft) -> bool:
        who = draft.subject.name
        if who in HOSTS or self._kind(who) in _HOLDS_NOTHING or _SITE.match(who):
            return False
        kind = self._kind(draft.object.name) or draft.object.kind
        return kind in ("malware", "file", "product", "cve")

    def _host(self, draft: Draft) -> bool:
        return self._kind(draft.object.name) != "person"

    def _signed_by(self, draft: Draft) -> bool:
        """Say whether a signature may be somebody's on something: no firm is signed, nor who tells of it; no product signs."""
        signer, signed = draft.object.name, draft.subject.name
        if signed in WATCHERS or signed in draft.speaker.split(", "):
            return False
        if draft.subject.name == PRODUCT:
            return not (self._is_topic(signer) and signer in self._products)
        return signed != signer and signer not in self._products

    def _part_of(self, draft: Draft) -> bool:
        return self._kind(draft.object.name) in ("", "campaign", "malware") and not _SITE.match(
            draft.object.name
        )

    def _alias_of(self, draft: Draft) -> bool:
        if "\x00" in draft.subject.name:
            kind = self._kind(draft.object.name)
            return draft.object.kind == "malware" or kind in ("", "campaign")
        kinds = {self._kind(draft.subject.name), self._kind(draft.object.name)}
        return kinds.isdisjoint(("organisation", "product", "person", "file", "cve"))


_MODEL = re.compile(r"(?<!\w)[A-Z]{1,4}-?\d{2,5}[A-Z]{0,3}(?!\w)| \d[\d.]*\Z")  # "FG-500", "Home 2"
_RELEASED = re.compile(r"(?: [<>=]{1,2})?(?: v?\d[\w.]*)?(?: \([^()]*\))?\Z")
_SCORES = frozenset({"CVSS", "CVSSv3", "CVSSv4", "EPSS"})
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|gov|json|ya?ml|toml|lock|cfg|rs)\Z")
_EDITION = re.compile(r"([^()]*[^\d()][^()]*) \([^()]+\)")  # "X (Windows)"
_NO_EDITION = frozenset({"malware", "actor", "person", "cve"})
_HOLDS_NOTHING = frozenset({"person", "actor", "file"})  # no software
_VERSIONED = re.compile(r" \(?v?\d+\.\d[\w.]*\)?\Z")
_GIVEN = frozenset({"date", "region", "sector", "group", "technique", "motive", "data", "statement", "question", "measure", "device", "release", "website"})  # fmt: skip
_FORM = re.compile(
    r"(?:S\.?L|S\.?A|S\.?A\.?S|B\.?V|N\.?V|S\.?p\.?A|S\.?r\.?l|A\.?G)\.?(?:U\.?)?"
)  # of a company
_DOERS = frozenset({"actor", "malware"})
_MADE_BY_NOBODY = frozenset({"malware", "actor", "person", "cve"})
_NAMED = frozenset({"organisation", "product", "malware", "actor", "person", "campaign"})
_FALLBACK = ("campaign", "product", "organisation", "release")
