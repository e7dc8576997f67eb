"""The caseload: what needs me, all my children, search, and the ways to add a child."""
