"""How a call to the town can fail, as its callers see it."""

from senior_life.wire import Problem


class Refused(Exception):
    """The town answered, and said no: ``problem.says`` is for a person."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.status} {problem.title}: {problem.detail}")
        self.problem = problem

    @property
    def kind(self) -> str:
        """The last word of the problem's type: unclear, gone, stale, not-paired, …"""
        return self.problem.type.removeprefix("urn:senior-life:")


class Unreachable(Exception):
    """No answer came in time. A change that was sent may or may not have been made."""
