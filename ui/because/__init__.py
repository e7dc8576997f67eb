"""“Because you said…”: what came of what the child said or showed, answered on the spot."""
