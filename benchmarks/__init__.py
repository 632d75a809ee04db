"""What Dozvon costs, measured beside what others cost. `python -m benchmarks` prints every figure."""
