"""Writes down what each form says under its version: `python -m tests.unit.content.write_form_versions`.

For who changed a form, a part or a catalogue: a version that has shipped is raised first, so that its line stays.
"""

from pathlib import Path

from msk_desk.content import forms
from msk_desk.content.form_versions import FILE, digest, known

HEAD = (
    "# What each version of a form says, put together with its parts and catalogues: name, version, digest.",
    "# A form that says something else needs a higher version and a line of its own; lines of shipped versions stay.",
)


def main() -> None:
    """Add or replace the lines of the versions that the forms have now."""
    lines = dict(known())
    for url, form in forms.load_all().items():
        lines[url.rsplit("/", 1)[-1], form["version"]] = digest(form)
    rows = (f"{name} {version} {found}" for (name, version), found in sorted(lines.items()))
    path = Path(__file__).parents[3] / "resources" / FILE
    path.write_text("\n".join([*HEAD, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
