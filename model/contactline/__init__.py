"""contactline: a model of proposals to stop a war, and of what becomes of them."""

__version__ = "0.1.0"
