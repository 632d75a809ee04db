"""The demonstration: a sandbox, a seeded company and the unmodified bot in one process."""
