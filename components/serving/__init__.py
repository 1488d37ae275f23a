"""What stands between the network and the pages: where the server may listen, headers, guarded addresses, uploads."""
