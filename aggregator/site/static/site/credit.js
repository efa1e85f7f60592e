// Whose report it is. Some outlets want a credit that names itself as one: 来源：某某.

export function credit(one, labels) {
  return /[：:]/.test(one.outlet) ? one.outlet : `${labels.source}${one.outlet}`;
}
