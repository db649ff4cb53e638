"""What kind of file a paper is, told by its content: a scan, a photograph or an e-mail, and nothing else."""

from email.parser import BytesHeaderParser
from email.policy import default as policy

LARGEST = 5 * 1024 * 1024
LOOKED_AT = 64 * 1024
PHOTOGRAPH = (b"ftypheic", b"ftypheix", b"ftypmif1")
ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/heic": "heic",
    "message/rfc822": "eml",
}


def media_type_of(data: bytes) -> str:
    """Return the media type of a PDF, a picture or an e-mail; an empty text for all else."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[4:12] in PHOTOGRAPH:
        return "image/heic"
    return "message/rfc822" if _is_mail(data) else ""


def name_of(name: str, media_type: str) -> str:
    """Return the name under which a paper is kept: with the ending of what it is, whatever it was called."""
    ending = ENDINGS[media_type]
    stem = "".join(sign for sign in name if sign.isprintable() and sign not in '/\\:*?"<>|').strip(" .") or "paper"
    stem = stem.removesuffix(f".{ending}")[: 190 - len(ending)]
    return f"{stem}.{ending}"


def _is_mail(data: bytes) -> bool:
    """Say whether a text begins as an e-mail does: with who sent it, and when."""
    head = data[:LOOKED_AT]
    if b"\x00" in head:
        return False
    try:
        found = BytesHeaderParser(policy=policy.clone(raise_on_defect=False)).parsebytes(head)
        names = {name.lower() for name in found.keys()}  # noqa: SIM118 - a message is no mapping
    except (ValueError, LookupError, IndexError):
        return False
    return {"from", "date"} <= names
