"""Reports to documents to formats."""
