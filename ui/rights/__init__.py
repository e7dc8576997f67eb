"""What a child was told of their rights, their advocate, and how they get to know the outcome."""
