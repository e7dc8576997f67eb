"""The views log wherever it is kept: taken in a meeting, completed where the IRO writes up."""
