"""What a record cannot keep, told by the first value that its field does not take."""

from pydantic import ValidationError

from corpus.draft import Rejected
from corpus.fields.texts import line_of
from corpus.reasons.reason import because

_LONGEST_SHOWN = 200


def unkept(error: ValidationError, position: str, raw: str) -> Rejected:
    """Return why a record of anybody's cannot be kept."""
    (fault, *_) = error.errors()
    field = str(fault["loc"][0])
    if fault["type"] == "string_too_long":
        reason = because("record.long_field", field=field, most=fault["ctx"]["max_length"])
    else:
        reason = because("record.field", f" ({fault['msg']})", field=field)
    return Rejected(position, reason, line_of(str(fault["input"])[:_LONGEST_SHOWN]), raw)


def own_unkept(error: ValidationError, position: str, raw: str) -> Rejected:
    """Return why a record with the identifier of refdesk's own cannot be kept as it stands."""
    (fault, *_) = error.errors()
    column = ".".join(map(str, fault["loc"]))
    reason = because("record.own_field", f" ({fault['msg']})", column=column)
    return Rejected(position, reason, str(fault["input"])[:_LONGEST_SHOWN], raw)
