"""The form of an entry: the rules of the lexicon files, their refusals in the editor's words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from aggregator import language
from aggregator.desk.lines import LinesField
from aggregator.language import EntryError
from aggregator.words import current
from aggregator.words.entries import check
from aggregator.words.models import Word

FIELDS = ("name", "slug", "kind", "aliases", "ticker", "weight", "note", "off")
MOST_ALIASES = 60
LONGEST_ALIAS = 80
_PLAIN_MARKS = str.maketrans("～＝／", "~=/")
_SENTENCES = {
    ("slug", "shape"): "标识只能用小写字母、数字和单个连字符，例如 bitcoin-cash。",
    ("ticker", "shape"): "代码是 1 到 12 位大写字母和数字，前面可以加 ~ 或 =。",
    ("weight", "range"): "权重是 0 到 100 的整数。",
    ("name", "empty"): "名称里没有可识别的文字。",
    ("aliases", "empty"): "有一行别名是空的，或首尾多了空格。",
}


def sentence(error: EntryError) -> str:
    """What is wrong, in Chinese, and what to do about it."""
    if error.rule == "taken":
        rival = language.lexicon().by_slug.get(error.rival)
        name = rival.name if rival else error.rival
        return (
            f"“{error.value}”已经是词条“{name}”（{error.rival}）的写法。"
            "一种写法只能归一个词条：请先从那边去掉，或把两条并成一条。"
        )
    if error.rule == "short":
        return f"“{error.value}”只有一个字，几乎每篇稿件里都有；单字母代码请在前面加 ~。"
    if error.rule == "common":
        return f"“{error.value}”是常用词，会认错；请在前面加 ~（要有上下文）、= 或 /。"
    return _SENTENCES.get((error.field, error.rule), str(error))


def check_way(text: str) -> None:
    """Refuse what the files could not hold. Raises ValidationError."""
    if "|" in text or "\t" in text:
        raise ValidationError(f"“{text}”里有竖线或制表符，不能用作写法。")
    if len(text) > LONGEST_ALIAS:
        raise ValidationError(f"“{text[:20]}…”太长，一种写法最多 {LONGEST_ALIAS} 字。")


class WordForm(forms.ModelForm):  # type: ignore[type-arg]
    """An entry as an editor writes it. `seen` is when the row was last changed before that."""

    aliases = LinesField(
        label="别名",
        rows=8,
        help_text="一行一个。开头加 ~：兼作日常用词，有上下文佐证才识别；加 =：大小写须完全一致；"
        "加 /：词组，能识别，分词时仍拆成单个词。",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Word
        fields = FIELDS
        help_texts = {
            "name": "标签上显示的名称；也可以用 ~ = / 开头，含义同别名。",
            "slug": "网址里用的英文标识，保存后不再改。与内置词条相同时，以这里为准。",
            "ticker": "如 BTC；容易误认时在前面加 ~，如 ~LINK。",
            "weight": "0 到 100，越大表示与它有关的新闻越重要。",
            "off": "勾选后不再识别这个词条；内置词库里标识相同的词条也一并停用。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()

    def clean_name(self) -> str:
        """The name, its mark in plain width."""
        name = str(self.cleaned_data["name"]).strip().translate(_PLAIN_MARKS)
        check_way(name)
        return name

    def clean_ticker(self) -> str:
        """The ticker in capitals."""
        return str(self.cleaned_data["ticker"]).strip().translate(_PLAIN_MARKS).upper()

    def clean_aliases(self) -> list[str]:
        """The aliases, their marks in plain width; neither too many nor impossible."""
        lines = [
            line[:1].translate(_PLAIN_MARKS) + line[1:] for line in self.cleaned_data["aliases"]
        ]
        if len(lines) > MOST_ALIASES:
            raise ValidationError(f"别名最多 {MOST_ALIASES} 个。")
        for line in lines:
            check_way(line)
        return lines

    def clean(self) -> dict[str, Any]:
        """Hold the entry against all others in force."""
        values = super().clean() or {}
        if self._changed_meanwhile():
            raise ValidationError("这个词条刚刚被别人改过。请重新打开本页，看过新内容再改。")
        if not self.errors:
            current.take_up()
            word = Word(**{name: values[name] for name in FIELDS if name in values})
            word.slug = word.slug or self.instance.slug
            try:
                check(word, language.lexicon())
            except EntryError as error:
                self.add_error(error.field if error.field in self.fields else None, sentence(error))
        return values

    def _changed_meanwhile(self) -> bool:
        seen = self.data.get("seen")
        if not self.instance.pk or not seen:
            return False
        row = Word.objects.filter(pk=self.instance.pk).first()
        return row is None or row.updated_at.isoformat() != seen
