"""People as they go over the wire."""

from senior_life.usecases.people import Details, Resident
from senior_life.usecases.traces import Trace
from senior_life.wire import ResidentFull, ResidentIn, ResidentOut, TraceOut


def resident_out(one: Resident) -> ResidentOut:
    return ResidentOut(
        ref=one.ref,
        name=one.details.name,
        kana=one.details.kana,
        is_suspended=one.is_suspended,
    )


def resident_full(one: Resident) -> ResidentFull:
    return ResidentFull(
        ref=one.ref,
        household=one.household,
        name=one.details.name,
        kana=one.details.kana,
        address=one.details.address,
        phone=one.details.phone,
        birth_date=one.details.birth_date,
        needs=one.details.needs,
        home=one.details.home,
        is_suspended=one.is_suspended,
        suspended_why=one.suspended_why,
        merged_into=one.merged_into,
    )


def details_of(body: ResidentIn) -> Details:
    return Details(
        name=body.name,
        kana=body.kana,
        address=body.address,
        phone=body.phone,
        birth_date=body.birth_date,
        needs=tuple(body.needs),
        home=body.home,
    )


def trace_out(one: Trace) -> TraceOut:
    return TraceOut(
        at=one.at, by=one.by, what=one.what, before=one.before, after=one.after, why=one.why
    )
