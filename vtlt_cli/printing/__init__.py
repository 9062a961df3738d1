"""Table -> text and bytes. Knows no subject."""
