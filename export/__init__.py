"""What leaves Heard: one module per document, one Word writer, one Word reader.

A document is a function from one recipient's disclosed view to blocks. No Qt here, and nothing
here opens the store.
"""
