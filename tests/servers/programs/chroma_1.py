"""The server of Chroma 1.x, without what the wheel's command needs besides."""

import sys

import chromadb_rust_bindings

chromadb_rust_bindings.cli(["chroma", *sys.argv[1:]])
