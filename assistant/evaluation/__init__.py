"""How well a desk answers: judged questions, public sets, metrics."""
