"""One world, or thousands in one array: the theatre and what it calls."""
