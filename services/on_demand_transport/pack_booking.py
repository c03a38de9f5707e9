"""In service.yaml: until when, and from when on, rides are booked."""

from typing import Self

from pydantic import Field, model_validator

from senior_life.providing import Clock, File, Named, Telephone

SAME_DAY = "prior_notice_duration_min", "prior_notice_duration_max"
START = "prior_notice_start_day", "prior_notice_start_time"


class BookingRules(File):
    """As GTFS-Flex's booking_rules.txt names them (gtfs.org, reference of GTFS Schedule).

    A ride begins at least ``prior_notice_duration_min`` minutes after it is booked; or, with
    ``prior_notice_last_day``, it is booked that many days before at the latest, until
    ``prior_notice_last_time``. It is booked no earlier than ``prior_notice_start_day`` days before,
    from ``prior_notice_start_time``; or no more than ``prior_notice_duration_max`` minutes before.
    With ``business_days`` days are counted without weekends and holidays (GTFS:
    prior_notice_service_id). What GTFS forbids together is a fault here, too.
    """

    prior_notice_duration_min: int = Field(default=30, ge=0, le=7 * 24 * 60)
    prior_notice_duration_max: int | None = Field(default=None, ge=1, le=366 * 24 * 60)
    prior_notice_last_day: int | None = Field(default=None, ge=1, le=60)
    prior_notice_last_time: Clock = 17 * 60
    prior_notice_start_day: int = Field(default=14, ge=0, le=366)
    prior_notice_start_time: Clock = 0
    business_days: bool = False
    message: Named | None = None
    phone: Telephone = ""

    @property
    def notice_minutes(self) -> int:
        """None are needed where rides are booked on prior days."""
        return self.prior_notice_duration_min if self.prior_notice_last_day is None else 0

    @property
    def opens_days_before(self) -> int | None:
        """None: minutes are counted instead."""
        return self.prior_notice_start_day if self.prior_notice_duration_max is None else None

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        written = self.model_fields_set
        if self.prior_notice_last_day is not None and (both := written & set(SAME_DAY)):
            raise ValueError(
                f"with prior_notice_last_day no minutes are counted; take out {_list(both)}"
            )
        if self.prior_notice_duration_max is not None and (both := written & set(START)):
            raise ValueError(f"with prior_notice_duration_max no day opens; take out {_list(both)}")
        if self.business_days and self.prior_notice_last_day is None:
            raise ValueError(
                "business days are counted only where rides are booked on prior days; "
                "add prior_notice_last_day, or take business_days out"
            )
        return self

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        most = self.prior_notice_duration_max
        if most is not None and most < self.prior_notice_duration_min:
            raise ValueError("nobody could book in time; prior_notice_duration_max is the larger")
        if self.prior_notice_last_day is None:
            return self
        opens = -self.prior_notice_start_day, self.prior_notice_start_time
        closes = -self.prior_notice_last_day, self.prior_notice_last_time
        if opens >= closes:
            raise ValueError("booking ends before it opens; let prior_notice_start_day be earlier")
        return self


def _list(names: set[str]) -> str:
    return " and ".join(sorted(names))
