"""What the commands do: a file each, imported when one is called, so that no help waits for it."""
