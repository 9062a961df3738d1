"""Tables as documents to be handed in: Word, PDF, Excel, one web page. Each draws any layout."""
