"""An office's own table -> a data file: what was read, left out, changed in form, refused."""
