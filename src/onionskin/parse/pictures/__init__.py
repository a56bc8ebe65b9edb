"""Pictures that programs carry: where each really ends."""
