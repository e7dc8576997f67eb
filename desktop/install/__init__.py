"""How Heard gets onto a machine: set-up, the frozen program and the Windows runner."""
