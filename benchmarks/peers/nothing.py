"""A bot that is none: no library, no database, the two calls at once. What it takes is the measurement's own.

BOT_API_URL=... BOT_TOKEN=... python -m benchmarks.peers.nothing
"""

import asyncio
import os
from typing import Any

import aiohttp
import orjson
import uvloop

JsonObject = dict[str, Any]


async def main() -> None:
    base = f"{os.environ['BOT_API_URL']}/bot{os.environ['BOT_TOKEN']}"
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def call(method: str, **params: Any) -> Any:
            async with session.post(f"{base}/{method}", json=params) as answer:
                return orjson.loads(await answer.read())["result"]

        async def press(query: JsonObject) -> None:
            message = query["message"]
            place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
            await asyncio.gather(
                call("answerCallbackQuery", callback_query_id=query["id"]),
                call("editMessageText", text="Selected option: 1", **place),
            )

        offset, tasks = 0, set()
        while True:
            for update in await call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                tasks.add(task := asyncio.create_task(press(update["callback_query"])))
                task.add_done_callback(tasks.discard)


if __name__ == "__main__":
    uvloop.run(main())
