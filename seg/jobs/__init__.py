"""Long work in warm worker processes: submitted by key, watched, cancelled. Start with `seg.jobs.pool.Pool`."""
