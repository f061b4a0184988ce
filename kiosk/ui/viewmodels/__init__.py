"""One view model per screen: frozen inputs → a pure derive_… function → frozen state → one notify."""
