"""Which page a name has."""

import pytest
from django.utils import translation

from aggregator.articles.models import Tag


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("coin", "coin"),
        ("person", "who"),
        ("company", "who"),
        ("exchange", "who"),
        ("project", "who"),
        ("regulator", "who"),
        ("topic", "tag"),
        ("region", "tag"),
    ],
)
def test_every_kind_of_tag_has_one_address(kind: str, page: str) -> None:
    tag = Tag(slug="one", kind=kind)
    assert tag.get_absolute_url() == f"/{page}/one/"
    with translation.override("zh-hant"):
        assert tag.get_absolute_url() == f"/zh-hant/{page}/one/"
