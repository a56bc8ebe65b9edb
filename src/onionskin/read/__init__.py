"""Reports and feeds to claims."""
