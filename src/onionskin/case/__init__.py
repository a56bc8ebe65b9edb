"""The case folder: ledger, blobs, tables. The only memory."""
