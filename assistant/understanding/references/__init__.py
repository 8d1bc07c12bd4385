"""What a question takes from the conversation, and the records that its phrases mean."""
