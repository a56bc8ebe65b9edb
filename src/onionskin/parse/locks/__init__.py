"""Lock files and bills of materials: which components a build was made of. One format a module."""
