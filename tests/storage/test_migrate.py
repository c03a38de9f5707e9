"""Migrations give the very tables that the models describe, on both databases."""

from senior_life.storage import Store
from senior_life.storage.drafting import differences
from senior_life.storage.migrate import CORE, CORE_PACKAGE, is_current, migrate_now


def test_models_and_migrations_of_the_core_agree(store: Store) -> None:
    assert differences(store, CORE, CORE_PACKAGE) == []


def test_models_and_migrations_of_every_service_agree(
    store: Store, packages: dict[str, str]
) -> None:
    for service, package in packages.items():
        assert differences(store, service, package) == []


def test_migrating_again_changes_nothing(store: Store, packages: dict[str, str]) -> None:
    assert is_current(store, packages)
    migrate_now(store, packages)
    assert is_current(store, packages)
