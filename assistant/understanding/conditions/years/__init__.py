"""Years as a question says them: characters to tokens (`lexer`), tokens to what they say (`parser`), that to ranges."""

from assistant.understanding.conditions.years.find import find_years
from assistant.understanding.conditions.years.ranges import YearRange, chosen_years, without_years

__all__ = ["YearRange", "chosen_years", "find_years", "without_years"]
