"""The encrypted databases of one computer: work that exists nowhere else, and a cache of the service's records."""
