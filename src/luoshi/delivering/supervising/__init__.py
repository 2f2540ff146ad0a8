"""How the office keeps after tasks: letters by degree, questions, visits, pauses, instructions, meetings, circulars.

What is late is prepared for the office, which goes over it, decides and sends: nothing here writes to anybody of its own accord.
"""
