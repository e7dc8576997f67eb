"""Quality assurance from the Word file alone: answers with evidence, never a guess.

``subject`` makes of a record that was read what the checks look at; ``answers`` holds a function
for each question of the audit; ``quality`` puts both together for one document, ``folder`` for
many.
"""
