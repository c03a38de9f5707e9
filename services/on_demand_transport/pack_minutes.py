"""Parts of service.yaml: how far a person walks in a minute, and what a minute is worth."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from senior_life.dispatch.weights import MOVED, RIDING, WAITING


class Weights(BaseModel):
    """How many metres farther a vehicle may drive so that one person has a minute less of it: of
    ``waiting`` at the stop within the window promised, of ``riding``, of being ``moved`` off the
    time that was wished. What must be kept is in ``promise``; these choose among what may be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    waiting: float = Field(default=WAITING, ge=0, le=2000)
    riding: float = Field(default=RIDING, ge=0, le=2000)
    moved: float = Field(default=MOVED, ge=0, le=2000)

    @model_validator(mode="after")
    def _minds_waiting(self) -> Self:
        if self.riding > self.waiting:
            raise ValueError(
                "a minute on board weighs more than one of waiting; raise “waiting” to “riding”"
            )
        return self


class Walking(BaseModel):
    """Metres a minute on foot; ``slow`` with a walker or from ``slow_from_age`` on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metres_a_minute: float = Field(default=60, gt=5, le=120)
    slow_metres_a_minute: float = Field(default=40, gt=5, le=120)
    slow_from_age: int = Field(default=80, ge=60, le=120)
    farthest_metres: int = Field(default=400, ge=50, le=2000)
