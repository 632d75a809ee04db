"""Stock python-telegram-bot with its JobQueue, as in its example `timerbot.py`, and presses as in `stock`.

BOT_API_URL=... BOT_TOKEN=... DATABASE=... python -m benchmarks.peers.jobqueue

JobQueue keeps nothing over a restart; its documentation leaves that to the user: what is not sent
yet is loaded from a table when the bot starts, and marked when it is sent.
"""

import datetime as dt
import logging
import os
import sqlite3
from typing import Any

from telegram.ext import Application, CallbackQueryHandler, ContextTypes, Job, JobQueue

from benchmarks.peers.stock import button

logging.getLogger("apscheduler").setLevel(logging.WARNING)  # else two lines for every job
connection = sqlite3.connect(os.environ["DATABASE"])


async def alarm(context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the alarm message."""
    job: Job[Any] | None = context.job
    assert job is not None
    assert job.chat_id is not None
    await context.bot.send_message(job.chat_id, text=f"Beep! {job.data}")
    with connection:
        connection.execute("UPDATE reminders SET sent = 1 WHERE number = ?", (job.data,))


def load(job_queue: "JobQueue[Any]") -> None:
    for number, chat_id, due in connection.execute(
        "SELECT number, chat_id, due FROM reminders WHERE sent = 0"
    ):
        when = dt.datetime.fromtimestamp(due, dt.UTC)
        job_queue.run_once(alarm, when, chat_id=chat_id, name=str(number), data=number)


def main() -> None:
    api = os.environ["BOT_API_URL"]
    application = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(f"{api}/bot").build()
    application.add_handler(CallbackQueryHandler(button))
    assert application.job_queue is not None
    load(application.job_queue)
    application.run_polling()


if __name__ == "__main__":
    main()
