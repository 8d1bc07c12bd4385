"""What patterns over English are made of."""

import re

SPAN = "(?:second|minute|hour|day|night|week|month|year|decade)s?"
SEVERAL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"


# Characters beside a place of a question that say what stands there. A pattern that may look at all of them costs, at
# each place, as much as the question is long.
REACH = 200


def just_before(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """Return what a pattern that ends in `$` finds right before the place, within its reach."""
    return pattern.search(text, max(0, at - REACH), at)


def any_case(pattern: str) -> re.Pattern[str]:
    """Return the pattern, for letters of either case."""
    return re.compile(pattern, re.IGNORECASE)
