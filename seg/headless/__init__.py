"""The commands of the headless front door: files in, files out, on the one pipeline."""

from seg.headless.inspect import inspect
from seg.headless.score import score
from seg.headless.segment import segment
from seg.headless.tables import Sources

__all__ = ["Sources", "inspect", "score", "segment"]
