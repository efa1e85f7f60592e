// Which events are news to a list. Pure.

const words = (text) => (text ?? "").split(" ").filter(Boolean);

// What the list shows, from its data attributes.
export function choiceOf({ dataset }) {
  return {
    kind: dataset.liveKind ?? "",
    important: Boolean(dataset.liveImportant),
    source: dataset.liveSource ?? "",
    tags: words(dataset.liveTags),
    sources: words(dataset.liveSources),
    mutedTags: words(dataset.liveMutedTags),
    mutedSources: words(dataset.liveMutedSources),
  };
}

// The article that the list would show for an event, as { id, at, important }; null for none.
export function match(choice, event) {
  const shown = { id: event.id, at: Date.parse(event.at), important: event.important };
  const by = event.reports.find((one) => one.id === event.id)?.source;
  if (choice.source) {
    const own = event.reports.findLast((one) => one.source === choice.source);
    return own ? { ...shown, id: own.id, at: Date.parse(own.at) } : null;
  }
  const wanted =
    (!choice.kind || event.kind === choice.kind) &&
    (!choice.important || event.important) &&
    (choice.tags.length === 0 || event.tags.some((slug) => choice.tags.includes(slug))) &&
    (choice.sources.length === 0 || event.reports.some((one) => choice.sources.includes(one.source)));
  return wanted && !muted(choice, event, by) ? shown : null;
}

function muted(choice, event, by) {
  return choice.mutedSources.includes(by) || event.tags.some((slug) => choice.mutedTags.includes(slug));
}
