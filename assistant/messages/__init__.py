"""What the desk says: messages with their values, said in each language of the interface."""
