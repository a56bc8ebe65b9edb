"""Bytes to dataclasses, without policy. Everything here runs on hostile input, in the jail."""
