"""The contracts that plugins keep, and the folder scan that finds them."""
