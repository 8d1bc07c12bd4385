"""What patterns over English are made of."""

import re

SPAN = "(?:second|minute|hour|day|night|week|month|year|decade)s?"
SEVERAL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"


def any_case(pattern: str) -> re.Pattern[str]:
    """Return the pattern, for letters of either case."""
    return re.compile(pattern, re.IGNORECASE)
