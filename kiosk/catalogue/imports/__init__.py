"""Items out of what other systems publish: 渝快办 guides (DOMAIN §2.4), exchange tables (§2.3)."""
