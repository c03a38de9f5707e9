"""The calls of the desk: log-in, work lists, residents, devices, help and the registry."""

from datetime import date

from senior_life import wire
from senior_life.client.calls import Calls


class OfficeCalls(Calls):
    """Log-in, and the work lists of one office."""

    async def log_in(self, name: str, password: str) -> wire.TokenOut:
        """Sent once: every wrong try counts."""
        body = wire.LoginIn(name=name, password=password)
        response = await self._send("POST", "/desk/login", body, tries_again=False)
        return wire.TokenOut.model_validate_json(response.content)

    async def log_out(self) -> None:
        await self._tell("POST", "/desk/logout")

    async def staff(self) -> wire.StaffOut:
        return await self._get(wire.StaffOut, "/desk/me")

    async def places(self) -> list[wire.PlaceOut]:
        return await self._get(list[wire.PlaceOut], "/desk/places")

    async def views(self, day: date, place: str) -> list[wire.TableOut]:
        query = {"day": day.isoformat(), "place": place}
        return await self._get(list[wire.TableOut], "/desk/views", query)

    async def desk_act(self, act: wire.DeskActIn, key: str | None = None) -> list[wire.TableOut]:
        return await self._change(list[wire.TableOut], "POST", "/desk/actions", act, key)

    async def begin_file(self, file: wire.FileIn) -> wire.UploadOut:
        """Sent once: each asking is another file."""
        response = await self._send("POST", "/desk/files", file, tries_again=False)
        return wire.UploadOut.model_validate_json(response.content)

    async def sent_file(self, ref: str) -> wire.FileOut:
        return await self._get(wire.FileOut, f"/desk/files/{ref}")

    async def help_list(self) -> list[wire.HelpLineOut]:
        return await self._get(list[wire.HelpLineOut], "/desk/help")

    async def help_done(self, ref: str) -> wire.HelpLineOut:
        return await self._change(wire.HelpLineOut, "POST", f"/desk/help/{ref}/done")

    async def registry(self) -> list[wire.ServiceState]:
        return await self._get(list[wire.ServiceState], "/desk/registry")


class PeopleCalls(Calls):
    """Residents and their tablets, as the desk keeps them."""

    async def find_residents(self, query: str) -> list[wire.ResidentFull]:
        """By name, kana, or the last four digits of the telephone number."""
        return await self._get(list[wire.ResidentFull], "/desk/residents", {"query": query})

    async def create_resident(
        self, resident: wire.ResidentIn, key: str | None = None
    ) -> wire.ResidentFull:
        return await self._change(wire.ResidentFull, "POST", "/desk/residents", resident, key)

    async def resident(self, ref: str) -> wire.ResidentFull:
        return await self._get(wire.ResidentFull, f"/desk/residents/{ref}")

    async def correct_resident(self, ref: str, resident: wire.ResidentIn) -> wire.ResidentFull:
        return await self._change(wire.ResidentFull, "PUT", f"/desk/residents/{ref}", resident)

    async def trace(self, ref: str) -> list[wire.TraceOut]:
        return await self._get(list[wire.TraceOut], f"/desk/residents/{ref}/trace")

    async def resident_bookings(self, ref: str) -> list[wire.BookingOut]:
        return await self._get(list[wire.BookingOut], f"/desk/residents/{ref}/bookings")

    async def merge(self, ref: str, duplicate: str, why: str) -> wire.ResidentFull:
        body = wire.MergeIn(duplicate=duplicate, why=why)
        return await self._change(wire.ResidentFull, "POST", f"/desk/residents/{ref}/merge", body)

    async def suspend(self, ref: str, why: str) -> wire.SuspendOut:
        path = f"/desk/residents/{ref}/suspend"
        return await self._change(wire.SuspendOut, "POST", path, wire.WhyIn(why=why))

    async def resume(self, ref: str, why: str) -> wire.ResidentFull:
        path = f"/desk/residents/{ref}/resume"
        return await self._change(wire.ResidentFull, "POST", path, wire.WhyIn(why=why))

    async def devices(self) -> list[wire.DeviceOut]:
        return await self._get(list[wire.DeviceOut], "/desk/devices")

    async def new_pairing(self, pairing: wire.PairingIn) -> wire.PairingOut:
        return await self._change(wire.PairingOut, "POST", "/desk/pairings", pairing)

    async def revoke(self, device: str) -> wire.DeviceOut:
        return await self._change(wire.DeviceOut, "POST", f"/desk/devices/{device}/revoke")
