"""Facts → triples → bytes: how IRIs are minted, what triples a fact becomes, and the formats they are written in."""
