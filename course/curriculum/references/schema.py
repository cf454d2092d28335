"""The shape of an entry in `modules/references.yaml`."""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(min_length=1, max_length=400)]
Year = Annotated[int, Field(ge=1500, le=2200)]
Kind = Literal[
    "article-journal",
    "book",
    "chapter",
    "report",
    "webpage",
    "legislation",
    "legal_case",
    "article-newspaper",
]


class _Strict(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True
    )


class Name(_Strict):
    """A person (family and given names) or, as `literal`, a body."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.family is None) == (self.literal is None) or (self.literal and self.given):
            raise ValueError("give either family (and given) or literal")
        return self


class Reference(_Strict):
    """A source, in the words of CSL; what does not apply is left out."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=64)]
    type: Kind
    title: Text
    author: Annotated[list[Name], Field(min_length=1)] | None = None
    issued: Year | dt.date | None = None
    container_title: Text | None = Field(default=None, alias="container-title")
    volume: Text | None = None
    issue: Text | None = None
    page: Text | None = None
    publisher: Text | None = None
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = Field(
        default=None, alias="DOI"
    )
    url: Annotated[str, Field(pattern=r"^https://[^\s<>\"]+$")] | None = Field(
        default=None, alias="URL"
    )
    #: The day on which the page was read.
    accessed: dt.date | None = None
    #: The source was not read, or its data are from memory.
    verify: bool | None = None
    #: One line for the reader: what was seen.
    note: Text | None = None


class ReferencesFile(_Strict):
    """`modules/references.yaml`."""

    references: list[Reference]
