"""Executables and what stands in them: PE, .NET, ELF, Mach-O."""
