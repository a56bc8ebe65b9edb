"""What a whole document decides: what it is about, what its head, its lists and its lines say."""
