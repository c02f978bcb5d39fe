"""Bytes to blocks with roles; lossless."""
