"""An invented kind of file, one a unit in a folder of the round: what was seen on a visit."""
