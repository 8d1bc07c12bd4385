"""How readily the desk answers on one collection: measured on questions made from its records, and set by its owner."""
