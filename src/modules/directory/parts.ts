/** Items in parts of a size, the last one shorter. */
export function* partsOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

/** Maps many items as a part of a longer work, which stops now and then: `yield*` it. */
export function* mapping<Item, Mapped>(
  items: readonly Item[],
  map: (item: Item) => Mapped,
): Generator<undefined, readonly Mapped[]> {
  const mapped: Mapped[] = []
  for (const part of partsOf(items, AT_ONCE)) {
    for (const item of part) mapped.push(map(item))
    yield
  }
  return mapped
}

// Some milliseconds of work on a slow machine.
const AT_ONCE = 200
