"""Series: the reports that come again and again with other figures."""
