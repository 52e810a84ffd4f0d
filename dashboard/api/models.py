"""What requests of the API hold, beside the records of ``schemas``."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.people import Language, Role
from schemas.silence import SilenceField

Name = Annotated[str, Field(max_length=64, description="Sign-in name")]
Text = Annotated[str, Field(max_length=4000)]


class Body(BaseModel):
    """A request body: unknown fields are refused, so that a misspelt one is not passed over."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Problem(BaseModel):
    """What an error answer holds."""

    status: int
    detail: str
    """What was wrong, where, and what was expected."""


ERRORS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": words}
    for code, words in {
        400: "The request cannot be read, or is for another host.",
        401: "No one is signed in.",
        403: "Whoever asks may not do that.",
        404: "There is no such thing, or none that the asker may see.",
        409: "It changed since, or does not stand so that this can be done.",
        422: "Something in the request is not as expected.",
        429: "Too many tries.",
        503: "Kafka or search does not answer, or the server has just started.",
    }.items()
}


class NewPerson(Body):
    """Someone who is to sign in."""

    name: Name
    role: Role = "reader"
    password: str | None = Field(None, max_length=256)
    """12 to 256 characters; without one only tokens let the person in."""
    shown_as: str = Field("", max_length=200)
    email: str | None = Field(None, max_length=254)
    language: Language = "ar"
    time_zone: str = Field("UTC", max_length=60)


class ChangedPerson(Body):
    """What an admin may change; what is left out stays."""

    role: Role | None = None
    shown_as: str | None = Field(None, max_length=200)
    email: str | None = Field(None, max_length=254)
    language: Language | None = None
    time_zone: str | None = Field(None, max_length=60)
    disabled: bool | None = None
    password: str | None = Field(None, max_length=256)


class ChangedSelf(Body):
    """What everybody may change of themselves; what is left out stays."""

    shown_as: str | None = Field(None, max_length=200)
    email: str | None = Field(None, max_length=254)
    language: Language | None = None
    time_zone: str | None = Field(None, max_length=60)


class NewPassword(Body):
    """A change of one's own password."""

    old: str = Field(max_length=1000)
    new: str = Field(max_length=256)


class NewToken(Body):
    """A token of the API."""

    label: str = Field(min_length=1, max_length=100)
    """What it is for."""
    days: int = Field(90, ge=1, le=365)


class Words(Body):
    """A comment, or what is said along with an act."""

    text: Text = ""


class Assignment(Words):
    """Who takes an alert on."""

    to: Name | None = None
    """Null takes it from whoever had it."""


class Matcher(Body):
    """One condition of a silence."""

    field: SilenceField
    values: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(
        min_length=1, max_length=100
    )
    negated: bool = False


class NewSilence(Body):
    """Alerts that nobody is to be disturbed by for a while."""

    matchers: list[Matcher] = Field(min_length=1, max_length=20)
    reason: str = Field(min_length=1, max_length=500)
    ends: str = Field(max_length=40)
    """ISO date-time."""
    starts: str | None = Field(None, max_length=40)
    """Null: now."""
    scope: Literal["mine", "everybody"] = "mine"
    """``everybody`` needs the role of a duty officer."""


class NewEnd(Body):
    """Another end of a silence; one in the past ends it now."""

    ends: str = Field(max_length=40)


class Replay(Body):
    """Which dead letters are to be handled again."""

    places: list[Annotated[str, Field(max_length=40)]] = Field(default=[], max_length=1000)
    """``partition/offset`` of each; empty: all of ``stage``."""
    stage: str | None = Field(None, max_length=40)
    most: int = Field(100, ge=1, le=10_000)
    force: bool = False
    """Also those that came back three times, or were replayed and did not come back."""
