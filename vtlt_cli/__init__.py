"""vtlt: the cross-inspection of records and archives work, from data files to printed tables."""

__version__ = "0.1.0"
