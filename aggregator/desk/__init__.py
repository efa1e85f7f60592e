"""编辑台: the admin that editors work in."""
