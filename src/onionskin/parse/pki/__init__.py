"""Keys, certificates, chains and signed messages: what every kind of signature is made of."""
