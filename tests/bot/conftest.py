"""A town with the bot running, and the phones of its people."""

from collections.abc import AsyncIterator

import pytest

from tests.chat import Chat
from tests.given import Given
from tests.town import ANNA, OLEG, OWNER, Town, running


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with running(database_url) as town:
        yield town


@pytest.fixture
def given(town: Town) -> Given:
    return town.given


@pytest.fixture
def chat(town: Town) -> Chat:
    """The owner's phone."""
    return town.chat(OWNER)


@pytest.fixture
def manager_chat(town: Town) -> Chat:
    return town.chat(OLEG)


@pytest.fixture
def client_chat(town: Town) -> Chat:
    return town.chat(ANNA)
