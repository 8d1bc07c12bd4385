"""Years as a question says them: characters to tokens (`lexer`), tokens to what they say (`parser`), that to ranges."""

from assistant.understanding.conditions.years.find import find_years
from assistant.understanding.conditions.years.ranges import YearRange, chosen_years, iso_month, without_years

__all__ = ["YearRange", "chosen_years", "find_years", "iso_month", "without_years"]
