"""Earlier states of a review: browsed, set beside what stands now, and brought back."""
