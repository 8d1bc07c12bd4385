"""Training and calibrating the gate."""
