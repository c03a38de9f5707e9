"""What more than one file of this service's pack is built of."""

from typing import Annotated, Literal

from pydantic import Field

Need = Literal["wheelchair", "walker", "hearing", "sight", "interpreter"]
"""As ``contract.Caller`` shares them."""
Yen = Annotated[int, Field(ge=0, le=20_000)]
