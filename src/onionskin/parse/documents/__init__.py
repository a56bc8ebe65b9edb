"""Documents for people: their text, by paragraphs and cells."""
