"""What `make torture` does to the bot, a figure a file."""
