"""The pack's extract is asked as a router is: a graph is made of it once, and whenever it changes.

``senior-life town prepare`` makes it, or a process that the round of the minute starts, while
straight lines go on. Until a new extract's graph has answered, what the old one said holds.
"""

import asyncio
from pathlib import Path

import structlog
from sqlmodel import Session

from senior_life.dispatch import Drive
from services.on_demand_transport import engine, ordering, routers, sheets
from services.on_demand_transport.making import Order
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack_extract import Extract
from services.on_demand_transport.roads import Block
from services.on_demand_transport.routers import Fault, NoAnswer

log = structlog.get_logger(__name__)
ASKED = "asked"
"""A file beside the graphs: which of them the kept answers are from."""


async def attend(network: Network, extract: Extract) -> bool:
    """Whether there is a graph of the extract as it is now. If not, it is being made."""
    try:
        order = await asyncio.to_thread(_order, network, extract)
        graph = await _made(network, order)
    except NoAnswer as no:
        network.graph = None
        await _tell(network, no.fault)
        return False
    if graph is None:
        return False
    network.graph = graph
    await _ask_anew(network, order)
    return True


async def ask(network: Network, extract: Extract, block: Block) -> list[Drive]:
    """Every drive of the block. Raises NoAnswer; how long to wait is the caller's to say."""
    if network.graph is None:
        raise NoAnswer(Fault.MAKING)
    try:
        asked = routers.asked_of_valhalla(extract.vehicle, block)
        said = await engine.matrix(network.graph, asked)
    except engine.Absent as absent:
        raise NoAnswer(Fault.ABSENT) from absent
    except engine.Failed as failed:
        log.warning("graph_not_asked", says=str(failed))
        raise NoAnswer(Fault.REFUSED) from failed
    return routers.said_by_valhalla(said, block)


def _order(network: Network, extract: Extract) -> Order:
    host = network.host
    try:
        order = ordering.order_of(host.pack, extract, host.pack_folder, host.folder)
        order.graph  # noqa: B018 -- whether there is an engine
    except OSError as missing:
        raise NoAnswer(Fault.MISSING) from missing
    except engine.Absent as absent:
        raise NoAnswer(Fault.ABSENT) from absent
    return order


async def _made(network: Network, order: Order) -> Path | None:
    """None: another process sees to it. Raises NoAnswer."""
    now, maker = network.host.now(), network.maker
    if order.graph.is_dir() and not maker.is_making(order):
        return order.graph
    if fault := maker.failed(order, now):
        raise NoAnswer(fault)
    if not maker.is_making(order):
        if not await network.host.write(lambda session: sheets.claim(session, network)):
            return None
        try:
            await asyncio.to_thread(maker.begin, order)
        except OSError as error:
            raise NoAnswer(Fault.UNMADE) from error
    if fault := await maker.wait(now):
        raise NoAnswer(fault)
    return order.graph


async def _tell(network: Network, fault: Fault) -> None:
    """The desk; and the next rounds, that look at the extract less often while it is at fault."""

    def write(session: Session) -> None:
        row = sheets.state(session, network)
        if fault is Fault.MAKING:
            sheets.waits(session, network)
        elif row is None or row.fault != fault or row.next_at <= network.host.now():
            sheets.failed(session, network, fault)

    await network.host.write(write)


async def _ask_anew(network: Network, order: Order) -> None:
    """Once for each graph: what is kept is of another one."""
    beside = Path(order.folder) / ASKED
    seen = await asyncio.to_thread(_read, beside)
    if seen == order.print:
        return
    if seen:
        await network.host.write(lambda session: sheets.outdate(session, network))
        network.measured.clear()
    await asyncio.to_thread(beside.write_text, order.print, "ascii")


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii", "replace")
    except OSError:
        return ""
