"""A pack loads whole; each fault is told with its file, its line and what to do."""

from pathlib import Path

import pytest

from senior_life.registry.opening import descriptions
from senior_life.town import PackBroken, faults_of, load
from tests.town.conftest import SAMPLE, Spoil


def test_the_sample_town_is_in_order() -> None:
    assert faults_of(SAMPLE, descriptions()) == []


def test_the_sample_says_that_it_is_one() -> None:
    pack = load(SAMPLE)
    assert pack.town.is_sample
    for file in ("town.yaml", "places.csv", "sample.yaml"):
        assert "SAMPLE DATA" in (SAMPLE / file).read_text("utf-8").splitlines()[0]


def test_the_sample_has_the_people_that_screens_must_bear() -> None:
    sample = load(SAMPLE).sample
    assert sample
    names = "".join(who.name for who in sample.residents)
    assert all(letter in names for letter in "髙﨑𠮷")
    assert any("wheelchair" in who.needs for who in sample.residents)
    assert any(len(tablet.residents) == 2 for tablet in sample.tablets)


def test_a_missing_key_is_told_where_it_should_stand(spoil: Spoil) -> None:
    told = spoil("town.yaml", '  phone: "072-000-0001"\n', "")
    assert told == ["town.yaml:9: desk.phone is missing; add “phone”"]


def test_a_mistyped_key_is_told_with_the_right_one(spoil: Spoil) -> None:
    told = spoil("town.yaml", "timezone:", "timezon:")
    assert told == [
        "town.yaml:6: timezon is not known here; did you mean “timezone”? Otherwise take it out"
    ]


def test_a_reading_that_is_no_kana_is_told(spoil: Spoil) -> None:
    told = spoil("places.csv", "とがみきたえき", "栂・美木多駅")
    assert told[0].startswith("places.csv:5: “栂・美木多駅” at [3].kana is not written in kana;")


def test_a_place_outside_japan_is_told(spoil: Spoil) -> None:
    told = spoil("places.csv", "34.4782", "84.4782")
    assert told == ["places.csv:5: [3].lat is “84.4782”; input should be less than or equal to 46"]


def test_a_place_that_stands_twice_is_told(spoil: Spoil) -> None:
    told = spoil("places.csv", "big_i,", "home,")
    assert told == ["places.csv:10: the place “home” stands twice; use another id"]


def test_a_comma_without_quotes_is_told(spoil: Spoil) -> None:
    told = spoil("places.csv", "Big-i,", "Big-i, the centre,")
    assert told == [
        "places.csv:10: the row has 8 cells, the heading 7; put a value with a comma in quotes"
    ]


def test_a_town_without_fire_and_police_is_told(spoil: Spoil) -> None:
    told = spoil("town.yaml", 'number: "119"', 'number: "118"')
    assert told[0].endswith("emergency lacks 119; add the number with its name")


def test_a_closing_day_without_a_date_is_told(spoil: Spoil) -> None:
    told = spoil("holidays.yaml", '    until: "01-03"\n', "")
    assert told[0].startswith("holidays.yaml:4: closed[1]: a closing day needs its date;")


def test_yaml_that_cannot_be_read_is_told_with_its_line(spoil: Spoil) -> None:
    told = spoil("town.yaml", "is_sample: true", "is_sample: [true")
    assert told[0].startswith("town.yaml:")
    assert "check indentation" in told[0]


def test_sample_people_in_a_real_town_are_told(spoil: Spoil) -> None:
    told = spoil("town.yaml", "is_sample: true", "is_sample: false")
    assert told[0].startswith("sample.yaml: a real town must not have sample people;")


def test_every_fault_of_every_file_is_told_at_once(folder: Path, spoil: Spoil) -> None:
    (folder / "holidays.yaml").unlink()
    (folder / "services.yaml").write_text("approved: [{id: X}]\n", "utf-8")
    told = "\n".join(spoil("town.yaml", "id: senboku", "id: 泉北"))
    for file in ("town.yaml:3:", "holidays.yaml: the file is missing", "services.yaml:1:"):
        assert file in told
    assert "approved[1].approved_on is missing" in told
    assert "approved[1].approved_by is missing" in told


def test_a_spreadsheets_file_with_a_byte_order_mark_is_read(folder: Path) -> None:
    file = folder / "places.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder).places.get("big_i")


def test_a_file_in_shift_jis_is_told_how_to_save_it(folder: Path) -> None:
    text = (folder / "places.csv").read_text("utf-8")
    (folder / "places.csv").write_bytes(text.encode("cp932"))
    with pytest.raises(PackBroken, match=r"places\.csv:3: the file is not written in UTF-8; save"):
        load(folder)


def test_an_approved_service_that_is_not_installed_is_told(folder: Path) -> None:
    text = "approved: [{id: karaoke, approved_on: 2026-11-01, approved_by: 見本}]\n"
    (folder / "services.yaml").write_text(text, "utf-8")
    told = [str(fault) for fault in faults_of(folder, [])]
    assert told == [
        "services.yaml: the service “karaoke” is not installed; install it, or take it off the list"
    ]


def test_a_service_without_its_folder_is_told_what_to_add(folder: Path) -> None:
    (folder / "counter_reservation" / "topics.yaml").unlink()
    told = "\n".join(str(fault) for fault in faults_of(folder, descriptions()))
    assert "counter_reservation/topics.yaml: the file is missing" in told


# --- large files that a pack names ---

EXTRACT = """  extract:
    file: town.osm.pbf
"""


def with_extract(folder: Path, more: str = "") -> Path:
    """The sample town, with an extract that is not there yet; the path where it belongs."""
    file = folder / "on_demand_transport" / "service.yaml"
    text = file.read_text("utf-8")
    assert "\nwalking:" in text
    file.write_text(text.replace("\nwalking:", f"{EXTRACT}{more}\nwalking:", 1), "utf-8")
    return file.parent / "town.osm.pbf"


def faults_told(folder: Path) -> str:
    return "\n".join(str(fault) for fault in faults_of(folder, descriptions()))


def test_an_extract_that_is_not_there_is_told_with_its_line(folder: Path) -> None:
    with_extract(folder)
    text = (folder / "on_demand_transport/service.yaml").read_text("utf-8").splitlines()
    line = 1 + next(n for n, one in enumerate(text) if "town.osm.pbf" in one)
    told = f"on_demand_transport/service.yaml:{line}: the extract “town.osm.pbf” is not there; put"
    assert faults_told(folder).startswith(told)


def test_an_extract_that_is_none_is_told_what_to_do(folder: Path) -> None:
    with_extract(folder).write_bytes(b"\0\0\0\x0dOSMHeader")
    assert "cannot be read to its end; copy it again" in faults_told(folder)


def test_a_router_and_an_extract_are_one_too_many(folder: Path) -> None:
    with_extract(folder, "  router: {engine: osrm, url: http://router.test}\n")
    assert "a router and an extract are both named; take one of them out" in faults_told(folder)


def test_a_file_of_another_kind_is_no_extract(folder: Path) -> None:
    with_extract(folder)
    file = folder / "on_demand_transport" / "service.yaml"
    file.write_text(file.read_text("utf-8").replace("town.osm.pbf", "town.osm"), "utf-8")
    assert "roads.extract.file" in faults_told(folder)
