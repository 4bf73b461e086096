"""Is there structure at all: the separation of segments against customers drawn without groups."""
