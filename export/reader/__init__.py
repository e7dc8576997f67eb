"""Reading Word files back, ours and other councils': every file is taken for a hostile one.

``opening`` lets nothing dangerous in, ``walking`` reads what Word shows, ``record`` understands it
as the record of a review. Nothing is fetched, nothing is unpacked to a disk, and what cannot be
read is named by an ``UnreadableError``.
"""
