"""A known resident who came without a booking: their visit is one of their bookings, too."""

from sqlmodel import Session, select

from senior_life.contract import Channel, Offer, Progress, Service
from senior_life.storage import new_ref
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.people import ResidentRow
from senior_life.storage.values import to_json
from senior_life.usecases import stops
from senior_life.usecases.people import known
from senior_life.usecases.practice import refuse_hidden
from senior_life.usecases.recording import append
from senior_life.usecases.town import Town


async def receive(
    town: Town, service: Service, by: str, resident: str, progress: Progress, offer: Offer
) -> None:
    """Once, however often it is asked for: their row is locked, and so is the key's name."""
    now = town.now()

    def work(s: Session) -> None:
        stops.share(s)
        refuse_hidden(s, [service.id], resident)
        whose = known(s, resident)
        s.exec(select(ResidentRow.ref).where(ResidentRow.ref == whose.ref).with_for_update()).one()
        if not _is_known(s, service, progress):
            row = _booking(town, service, by, whose, progress, offer)
            s.add(row)
            s.flush()
            append(s, row, "received", by, Channel.COUNTER.value, now)

    await town.store.write_locking(work)


def _booking(
    town: Town, service: Service, by: str, whose: ResidentRow, progress: Progress, offer: Offer
) -> BookingRow:
    """As if it had been asked for and answered just now."""
    now = town.now()
    return BookingRow(
        ref=new_ref(now),
        key=f"{service.id}:{progress.ref}"[-80:],
        town=town.id,
        resident=whose.ref,
        service=service.id,
        provider_ref=progress.ref,
        walk="",
        state=progress.state.value,
        seq=progress.seq,
        made_by=by,
        channel=Channel.COUNTER.value,
        starts=progress.starts,
        ends=progress.ends,
        offer=to_json(offer),
        progress=to_json(progress),
        requested_at=now,
        changed_at=now,
    )


def _is_known(s: Session, service: Service, progress: Progress) -> bool:
    found = select(BookingRow.ref).where(
        BookingRow.service == service.id, BookingRow.provider_ref == progress.ref
    )
    return s.exec(found).first() is not None
