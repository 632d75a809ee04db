from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from crm.db import engine_of
from tests.crm.base import Firm
from tests.crm.team import workspace


@pytest.fixture
def firm(database_url: str) -> Iterator[Firm]:
    """A company whose transactions are committed, for what happens over several of them."""
    firm = Firm(database_url)
    yield firm
    firm.close()


@pytest.fixture
def tx(database_url: str) -> Iterator[Session]:
    """One open transaction in an empty company, for what happens within one."""
    engine = engine_of(database_url)
    with Session(engine) as session:
        workspace(session)
        yield session
    engine.dispose()
