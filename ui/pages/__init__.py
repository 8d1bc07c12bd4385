"""Pages rendered for a browser: catalogue, record, audit."""
