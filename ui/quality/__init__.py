"""The team lead's side: documents read back, the forty questions, comments, what goes back."""
