"""An invented kind of file, one a round: the meetings that were held."""
