from collections.abc import Iterator

import pytest

from tests.crm.base import Firm


@pytest.fixture
def firm(database_url: str) -> Iterator[Firm]:
    firm = Firm(database_url)
    yield firm
    firm.close()
