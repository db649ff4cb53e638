"""The real servers that the tests start themselves, on free ports, and stop again."""
