"""Octets that every client of the documents sends."""

TRICKY = b"before\n--BND\r\n--BNDX\r\n--\r\nafter\r\n"


def octets(length, seed):
    """Octets that every client makes alike."""
    return bytes((i * 31 + (i >> 8) * 7 + seed) & 255 for i in range(length))
