"""Calls for help: someone who may be speaking of a danger that they are in."""

import re

from assistant.language.lexicon import either

_I_AM = (
    r"i(?: am|'m| was|'ve been| have been| got| keep| feel| think i(?: am|'m)| might be)"
    r"(?: being| getting| still| now| not)*"
)
_HOUSEHOLD = "husband|wife|partner|boyfriend|uncle|family|father|madam"
_THEY = (
    r"(?:they|he|she|someone|somebody|(?:my|our|the) (?:\w+ )?"
    rf"(?:boss|employer|pimp|trafficker|smuggler|agent|landlord|owner|captor|{_HOUSEHOLD})s?)"
)
_PAPERS = "(?:my|our) (?:passports?|papers|documents|visas?|phone|id(?: card)?|identity card)"
_OURS = r"(?:my (?:\w+ )?(?:sister|brother|daughter|son|child(?:ren)?|friend|wife|mother|family|kids?|cousin)|we)"
_MINE = rf"(?:me|us|{_OURS})"
_DONE = "trafficked|held|locked|trapped|kidnapped|abducted|forced|sold|imprisoned|taken away|in danger"
_NOT_ABLE = either(
    "cannot|can't|cant|can not|could not|don't dare to|dare not", "(?:am |are |'m )?not (?:allowed|able|free) to"
)
_NEVER_LET = "(?:won't|will not|doesn't|does not|don't|do not|never) lets?|never lets"
_EMERGENCY = re.compile(
    r"\b"
    + either(
        rf"(?:help|save|rescue|free) {_MINE}(?:\W*$|\W+(?:i|we|they|he|she|please|now|escape|leave|before)\b"
        r"|\W+get (?:out|away)\b|\W+from (?:them|him|this)\b)",
        rf"{_I_AM} (?:{_DONE}|beaten|raped|abused|threatened|exploited|enslaved|hit|afraid for|scared for|unsafe"
        r"|safe|hiding|a (?:victim|slave|prisoner))",
        rf"{_OURS} (?:is|are|was|were|has been|have been) (?:being )?(?:{_DONE})",
        rf"(?:i|we) ?(?:{_NOT_ABLE}) (?:leave|go home|escape|get (?:out|away)|run away|go out(?:side)?|return home)",
        rf"{_PAPERS} (?:was|were|is|has been|have been|are|got) (?:taken|stolen|kept|withheld|confiscated|locked)",
        rf"(?:took|taken|takes|keeps?|kept|has|have|stole|confiscated|withholds?|hold(?:s|ing)?) (?:away )?{_PAPERS}",
        rf"{_THEY} (?:will|is going to|are going to|threatens? to|wants? to|'ll) (?:hurt|kill|sell|beat|find|harm|hit)"
        rf" {_MINE}",
        rf"{_THEY} (?:beats?|hits?|hurts?|raped?s?|threaten(?:s|ed)?|sold|lock(?:s|ed)?|force[sd]?|holds?|{_NEVER_LET})"
        r" (?:me|us)",
        rf"{_THEY} (?:makes?|made) (?:me|us) (?:work|sleep|steal|beg|pay|stay|have sex|sell|do)",
        r"forc(?:ed|ing|es) me to|(?:my|our) (?:life|lives) (?:is|are) in danger",
        r"i(?: am|'m) (?:so |very )?(?:scared|afraid|frightened) (?:of|that|they|he|she)",
        r"(?:i|we) (?:need|want) (?:urgent |immediate )?(?:help (?:now|to (?:escape|get out|get away|leave))"
        r"|to (?:escape|run away|get away|die|kill myself))",
        r"how (?:do|can) i (?:escape|get away|run away|get out of here)|call the police for me|i ran away from",
    )
    + r"\b",
    re.I,
)


def is_emergency(text: str) -> bool:
    """Tell whether someone may be speaking of a danger that they are in."""
    return _EMERGENCY.search(text.replace("’", "'")) is not None
