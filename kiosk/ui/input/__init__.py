"""Entering text by finger: the pinyin table, its engine, and the on-screen keyboard's view model."""
