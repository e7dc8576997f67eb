"""`make bench`: what Heard must reach, one module for each measure, printed as text and JSON.

A measure compares with a baseline that does the same work in the plainest way, in alternating
runs, so that a slow or busy computer slows both alike. An absolute bar is printed beside the
yardstick of the computer it was measured on.
"""
