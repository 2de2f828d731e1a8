"""The command line: a file a command, called as the command."""

from contactline.cli.program import COMMANDS, main

__all__ = ["COMMANDS", "main"]
