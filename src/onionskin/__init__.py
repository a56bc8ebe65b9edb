"""Onionskin peels a software supply-chain attack layer by layer."""

__version__ = "0.1.0"
