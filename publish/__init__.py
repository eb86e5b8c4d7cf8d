"""What leaves the product as files: the exported tables, in formats that scripts and spreadsheets read."""
