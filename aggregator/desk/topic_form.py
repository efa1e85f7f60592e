"""The forms of a topic and of its entries."""

from django import forms
from unfold.widgets import UnfoldAdminTextareaWidget

from aggregator.desk.article_form import ToTheSecond
from aggregator.stories.models import Story
from aggregator.stories.rulings import followed
from aggregator.topics.models import Topic, TopicEntry


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]
    """A topic. The address is checked by the row; a public one needs something to read."""

    class Meta:
        model = Topic
        fields = [
            "title",
            "slug",
            "state",
            "lede",
            "intro",
            "tags",
            "all_tags",
            "least",
            "started_at",
        ]
        widgets = {"started_at": ToTheSecond}

    def clean(self) -> dict[str, object]:
        """Refuse to publish a topic without a word about it."""
        found: dict[str, object] = super().clean() or self.cleaned_data
        if found.get("state") == Topic.State.OPEN and not found.get("lede"):
            self.add_error("lede", "公开前请写一两句导语。")
        return found


class TopicEntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is said of one event. Which event it is can't be changed later."""

    class Meta:
        model = TopicEntry
        fields = ["story", "note", "at", "pinned", "removed"]
        widgets = {"at": ToTheSecond, "note": UnfoldAdminTextareaWidget(attrs={"rows": 2})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if self.instance.pk:
            self.fields["story"].disabled = True

    def clean_story(self) -> Story:
        """The event, or the one that it was merged into."""
        story: Story = self.cleaned_data["story"]
        return story if self.instance.pk else followed(story)
