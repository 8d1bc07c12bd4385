"""The formats that publications are written in; reading what was written gives the same records."""
