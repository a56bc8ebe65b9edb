"""Signatures over programs, packages and archives: what each covers, and what is wrong with it."""
