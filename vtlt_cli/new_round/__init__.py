"""The folder of a new round: files in which what is not known yet stands as a comment."""
