"""FHIRPath compiled to closures over plain JSON; used by the forms engine and the command line."""
