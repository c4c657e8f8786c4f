"""Letters of the made-up people, and a few scanned ones as small PDF files."""

from __future__ import annotations

import base64

from msk_desk.district.parts import Json, coded, ref
from msk_desk.fhir.letters import to_div
from msk_desk.fhir.names import LETTER_KIND

_SECTION_TITLES = {
    "Plan and requested actions": "What happens next",
    "Diagnoses": "What we think is the matter",
    "Clinical summary": "What we talked about",
}
_TITLES = {"clinic": "Clinic letter", "discharge": "Discharge letter"}


def letter(
    record_id: str, patient_id: str, kind: str, sections: tuple[tuple[str, str], ...], when: str,
    author: str, visit_id: str, status: str = "final",
) -> Json:  # fmt: skip
    """A letter, a Composition; `sections` are pairs of PRSB heading and text."""
    return {
        "resourceType": "Composition",
        "id": record_id,
        "status": status,
        "type": coded(LETTER_KIND, kind, _TITLES[kind]),
        "subject": ref("Patient", patient_id),
        "encounter": ref("Encounter", visit_id),
        "date": when,
        "author": [ref("Practitioner", author)],
        "title": _TITLES[kind],
        "section": [
            {
                "title": _SECTION_TITLES[heading],
                "code": {"text": heading},
                "text": {"status": "generated", "div": to_div(text)},
            }
            for heading, text in sections
        ],
    }


def document(record_id: str, patient_id: str, title: str, when: str) -> Json:
    """A received document, a DocumentReference with its file inside."""
    data = base64.b64encode(one_page_pdf(f"{title} (made up)")).decode("ascii")
    attachment = {"contentType": "application/pdf", "data": data, "title": title, "creation": when}
    return {
        "resourceType": "DocumentReference",
        "id": record_id,
        "status": "current",
        "subject": ref("Patient", patient_id),
        "date": when,
        "content": [{"attachment": attachment}],
    }


def one_page_pdf(line: str) -> bytes:
    """A valid A4 page with one line of plain ASCII text."""
    escaped = line.encode("ascii", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    drawing = b"BT /F1 14 Tf 72 740 Td (" + escaped + b") Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
