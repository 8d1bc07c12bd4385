"""The page on which questions are asked: what it shows, and its layout."""
