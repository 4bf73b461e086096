"""How long a test waits for another process: as no test takes it unless that process hangs, long enough for a machine
that does other things too."""

PATIENCE_SECONDS = 180
PATIENCE_MS = 1_000 * PATIENCE_SECONDS
