"""接口: the public JSON API."""
