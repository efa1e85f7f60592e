"""The same question of other rows has the same shape."""

from bench.queries import shape


def test_values_make_no_difference() -> None:
    one = """SELECT "t"."id" FROM "t" WHERE "t"."id" = 7 AND "t"."name" = 'it''s 5' LIMIT 21"""
    other = """SELECT "t"."id" FROM "t" WHERE "t"."id" = 81 AND "t"."name" = '币' LIMIT 21"""
    assert shape(one) == shape(other)


def test_the_length_of_a_list_makes_no_difference() -> None:
    assert shape("WHERE id IN (1, 2, 3)") == shape("WHERE id IN (4)")


def test_another_table_makes_a_difference() -> None:
    assert shape('SELECT 1 FROM "tag"') != shape('SELECT 1 FROM "source"')
