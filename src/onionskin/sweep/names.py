"""What log shippers call our columns, as data.

Understood are Sysmon and Windows Security events as Winlogbeat, NXLog, evtx_dump
and Sigma's regression data write them, flat or nested, and the Elastic Common
Schema. Names are compared without case, underscores and the wrappers that
shippers put around an event, so `winlog.event_data.QueryName` and `QueryName`
are one.

Traps that were seen in public data (OTRF/Security-Datasets): NXLog's `host` is the
collector and `Hostname` the machine; its `EventTime` is local time without an
offset; `TimeCreated` may be local time with a false `Z`. So a machine's own name
comes before a relay's, and Sysmon's UtcTime before all other times.
"""

from __future__ import annotations

# What shippers put around an event; none of these words is part of a field's name.
WRAPPERS = frozenset({"source", "result", "winlog", "eventdata", "system", "attributes", "text"})
HOST = ("computer", "computername", "hostname", "devicename", "machine", "endpoint", "host.name", "host.hostname", "agent.hostname", "host")  # fmt: skip
ALWAYS_UTC = "utctime"
TIME = ("timecreated.systemtime", "systemtime", "timestamp", "timecreated", "timegenerated", "eventtime", "event.created", "time", "datetime", "date")  # fmt: skip
IMAGE = ("image", "newprocessname", "processname", "application", "process.executable", "process.name", "process")  # fmt: skip

# Table -> column -> the names it goes by, the most trustworthy first.
NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "process": {
        "Image": IMAGE,
        "CommandLine": ("commandline", "processcommandline", "process.commandline"),
        "ParentImage": ("parentimage", "parentprocessname", "process.parent.executable"),
        "User": ("user", "subjectusername", "user.name", "username"),
        "sha256": ("sha256", "process.hash.sha256", "hash.sha256"),
        "sha1": ("sha1", "process.hash.sha1", "hash.sha1"),
        "md5": ("md5", "process.hash.md5", "hash.md5"),
    },
    "image_load": {
        "Image": IMAGE,
        "ImageLoaded": ("imageloaded", "dll.path", "file.path"),
        "sha256": ("sha256", "dll.hash.sha256", "file.hash.sha256", "hash.sha256"),
        "sha1": ("sha1", "dll.hash.sha1", "file.hash.sha1", "hash.sha1"),
        "md5": ("md5", "dll.hash.md5", "file.hash.md5", "hash.md5"),
        "Signed": ("signed", "dll.codesignature.signed", "file.codesignature.signed"),
    },
    "dns": {
        "Image": IMAGE,
        "QueryName": ("queryname", "dns.question.name", "query"),
    },
    "connection": {
        "Image": IMAGE,
        "DestinationHostname": ("destinationhostname", "destination.domain", "desthost", "url.domain", "tls.client.servername"),
        "DestinationIp": ("destinationip", "destaddress", "destination.ip", "dstip", "destip"),
        "DestinationPort": ("destinationport", "destport", "destination.port", "dstport"),
    },
    "file_access": {
        "Image": IMAGE,
        "TargetFilename": ("targetfilename", "objectname", "file.path", "filename", "path"),
    },
    "file": {
        "path": ("targetfilename", "file.path", "path", "filepath", "filename"),
        "sha256": ("sha256", "file.hash.sha256", "hash.sha256"),
        "sha1": ("sha1", "file.hash.sha1", "hash.sha1"),
        "md5": ("md5", "file.hash.md5", "hash.md5"),
        "size": ("size", "file.size", "filesize"),
    },
    "install": {
        "product": ("product", "productname", "displayname", "software", "application", "package.name", "name"),
        "version": ("version", "productversion", "displayversion", "package.version"),
        "platform": ("platform", "os", "osname", "operatingsystem", "host.os.type"),
        "vendor": ("vendor", "publisher", "manufacturer"),
        "removed": ("removed", "uninstalled", "removedon", "uninstalldate", "uninstalledon"),
    },
    "alert": {
        "product": ("product", "observer.product", "vendor", "event.module", "sourcename", "providername", "provider.name"),
        "rule": ("rule", "rulename", "rule.name", "kibana.alert.rule.name", "threatname", "alertname", "title", "signature"),
        "alert_id": ("alertid", "alert.id", "event.id", "id"),
        "severity": ("severity", "severityname", "level", "event.severity"),
        "path": ("path", "file.path", "filepath", "targetfilename", "process.executable"),
        "sha256": ("sha256", "file.hash.sha256", "process.hash.sha256", "hash.sha256"),
        "sha1": ("sha1", "file.hash.sha1", "process.hash.sha1", "hash.sha1"),
        "md5": ("md5", "file.hash.md5", "process.hash.md5", "hash.md5"),
        "status": ("status", "state", "resolution", "analystverdict"),
        "closed_by": ("closedby", "resolvedby", "analyst"),
        "note": ("note", "comment", "closingnote", "reason"),
    },
}  # fmt: skip
INSTALLED = ("installed", "installdate", "installedon", "installtime", "installedat")

# Sysmon's event schema 4.90, and Microsoft's audit events of the same numbers.
EVENTS: dict[tuple[str, str], str] = {
    ("sysmon", "1"): "process",
    ("sysmon", "3"): "connection",
    ("sysmon", "6"): "image_load",
    ("sysmon", "7"): "image_load",
    ("sysmon", "11"): "file",
    ("sysmon", "15"): "file",
    ("sysmon", "22"): "dns",
    ("sysmon", "23"): "file",
    ("sysmon", "26"): "file",
    ("sysmon", "29"): "file",
    ("security", "4663"): "file_access",
    ("security", "4688"): "process",
    ("security", "5156"): "connection",
    ("dns-client", "3008"): "dns",
    ("defender", "1116"): "alert",
    ("defender", "1117"): "alert",
}

# Sigma's log source categories, ECS' event.category, and the tables' own names.
CATEGORIES = {
    "process": "process", "processcreation": "process", "processcreate": "process",
    "imageload": "image_load", "library": "image_load", "driver": "image_load",
    "dns": "dns", "dnsquery": "dns",
    "network": "connection", "networkconnection": "connection", "connection": "connection",
    "fileaccess": "file_access", "file": "file", "fileevent": "file",
    "install": "install", "installed": "install", "package": "install", "inventory": "install",
    "alert": "alert", "signal": "alert", "detection": "alert",
}  # fmt: skip
CATEGORY = ("event.kind", "kind", "category", "event.category", "logsource.category", "table", "eventtype", "type")  # fmt: skip
READS = frozenset({"open", "opened", "openedfile", "read", "access", "accessed", "fileread", "fileopen"})  # fmt: skip
NUMBER = ("eventid", "event.code", "eventcode")
CHANNEL = ("channel", "logname", "providername", "provider.name", "provider", "sourcename", "eventsourcename", "event.provider")  # fmt: skip
OTHER = ("hashes", "hash", "objecttype", "event.action", "action", *INSTALLED, ALWAYS_UTC)

WANTED = frozenset(
    (
        *HOST, *TIME, *CATEGORY, *NUMBER, *CHANNEL, *OTHER,
        *(name for table in NAMES.values() for names in table.values() for name in names),
    )
)  # fmt: skip

# What a record must hold to be an event of a table, where nothing says which it is.
TELLTALE = (
    ("queryname", "dns"), ("dns.question.name", "dns"), ("imageloaded", "image_load"),
    ("destinationip", "connection"), ("destination.ip", "connection"),
    ("destinationhostname", "connection"), ("commandline", "process"),
    ("process.commandline", "process"), ("targetfilename", "file_access"),
)  # fmt: skip
