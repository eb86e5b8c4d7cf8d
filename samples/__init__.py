"""Invented news sites that tell a real story: static pages, their catalogue, and a server for them on loopback."""
