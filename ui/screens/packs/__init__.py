"""Licensed wording of instruments: packs looked at, taken in, withdrawn."""
