"""A child's page: who they are, who and what matters, their reviews, and starting a new one."""
