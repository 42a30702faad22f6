"""Names of attached files: bare, safe to show and to save, and never empty."""

import mimetypes
import re
import unicodedata

from frontline.channels.email.parsing.parameters import split_parameters
from frontline.channels.email.parsing.structure import Part
from frontline.channels.email.parsing.words import decode_words
from frontline.kernel.folding import storable

MAX_FILE_NAME = 255
_EXTENSIONS = {  # the common ones, so that they don't depend on the machine's own table
    "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/csv": ".csv", "image/jpeg": ".jpg",
    "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "image/tiff": ".tif", "image/heic": ".heic",
    "application/pdf": ".pdf", "application/zip": ".zip", "application/gzip": ".gz", "application/json": ".json",
    "application/ms-tnef": ".dat", "application/vnd.ms-tnef": ".dat", "message/rfc822": ".eml",
    "message/global": ".eml", "message/delivery-status": ".txt", "text/rfc822-headers": ".txt",
    "application/pkcs7-signature": ".p7s", "application/x-pkcs7-signature": ".p7s", "application/pkcs7-mime": ".p7m",
    "application/pgp-signature": ".asc", "application/pgp-encrypted": ".asc", "text/x-amp-html": ".html",
}  # fmt: skip
_TYPES = mimetypes.MimeTypes(filenames=())
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,10}$")
_OPAQUE = "application/octet-stream"


def file_name(part: Part) -> str:
    """The name that the mail gives a part, decoded, or nothing. Content-Disposition says it before Content-Type."""
    return decode_words(disposition(part)[1].get("filename") or part.parameters.get("name") or "")


def disposition(part: Part) -> tuple[str, dict[str, str]]:
    """RFC 2183: ("inline", "attachment" or whatever it says, parameters)."""
    value = part.get("content-disposition")
    return split_parameters(value) if value else ("", {})


def clean(name: str, kind: str, *, otherwise: str = "attachment") -> str:
    """`name` without path, control and direction characters, leading dots; with an extension; 1 to 255 characters."""
    name = re.split(r"[/\\]", storable(name.replace("\0", "")).rstrip("/\\ \t\r\n"))[-1]
    name = "".join(
        c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")
    )
    name = re.sub(r"\s+", " ", name).strip(" .") or otherwise
    if not _EXTENSION.search(name) and kind != _OPAQUE:
        name += _EXTENSIONS.get(kind) or _TYPES.guess_extension(kind) or ""
    if len(name) > MAX_FILE_NAME:
        extension = found[0] if (found := _EXTENSION.search(name)) else ""
        name = name[: MAX_FILE_NAME - len(extension)].rstrip(" .") + extension
    return name
