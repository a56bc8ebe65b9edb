"""What a document's bytes hold, before a word is read: blocks, rows, tables, heads."""
