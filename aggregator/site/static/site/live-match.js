// Which events are news to a list. Pure.

const words = (text) => (text ?? "").split(" ").filter(Boolean);

// What the list shows, from its data attributes. tags: all of them; any: one of them at least, for
// `mine`; by: the outlet whose report stands for the event; source: the list is this outlet's own.
export function choiceOf({ dataset }) {
  return {
    kind: dataset.liveKind ?? "",
    important: Boolean(dataset.liveImportant),
    mine: Boolean(dataset.liveMine),
    source: dataset.liveSource ?? "",
    by: dataset.liveBy ?? "",
    tags: words(dataset.liveTags),
    any: words(dataset.liveAny),
    mutedTags: words(dataset.liveMutedTags),
    mutedSources: words(dataset.liveMutedSources),
  };
}

// The article that the list would show for an event, as { id, at, important }; null for none.
export function match(choice, event) {
  const shown = { id: event.id, at: Date.parse(event.at), important: event.important };
  const by = event.reports.find((one) => one.id === event.id)?.source;
  if (mutedByTag(choice, event)) {
    return null;
  }
  if (choice.source) {
    const own = event.reports.findLast((one) => one.source === choice.source);
    return own ? { ...shown, id: own.id, at: Date.parse(own.at) } : null;
  }
  const wanted =
    (!choice.kind || event.kind === choice.kind) &&
    (!choice.important || event.important) &&
    (!choice.by || choice.by === by) &&
    choice.tags.every((slug) => event.tags.includes(slug)) &&
    (!choice.mine || choice.any.some((slug) => event.tags.includes(slug)));
  return wanted && !mutedByOutlet(choice, event, by) ? shown : null;
}

// A tag that the list itself is of is not muted in it.
function mutedByTag(choice, event) {
  return event.tags.some((slug) => choice.mutedTags.includes(slug) && !choice.tags.includes(slug));
}

// What other outlets told as well stays.
function mutedByOutlet(choice, event, by) {
  return choice.mutedSources.includes(by) && event.reports.every((one) => one.source === by);
}
