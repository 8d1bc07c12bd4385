"""Where records are fetched from, when the user gives an address: each yields pages that `corpus.formats` reads."""
