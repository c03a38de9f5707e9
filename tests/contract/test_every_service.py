"""Whatever is installed keeps every promise; third parties run the same over theirs."""

from senior_life.testing.test_every_service import (  # noqa: F401 - collected from here
    templates,
    test_it_keeps_its_promise,
    test_its_description_is_complete,
    test_there_is_a_service_to_test,
)
