"""What code does, by its texts and names: scripts, virtual machines, native programs. Nothing is run."""
