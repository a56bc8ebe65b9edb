"""Normal forms: indicators, domain labels, product identity, versions, windows."""
