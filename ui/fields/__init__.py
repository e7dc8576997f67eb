"""Fields that stand for a frozen value of the domain, and lists of such values.

A form never keeps a second copy of the truth: it shows a value, hands over the value that typing
makes of it, and is shown the next one when the session has it.
"""
