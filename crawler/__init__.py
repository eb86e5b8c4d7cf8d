"""The crawler: network in, WARC out; Scrapy with one spider a way of discovery, and the import of files."""
