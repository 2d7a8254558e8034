import { setImmediate } from 'node:timers/promises'

/** Items in parts of a size, the last one shorter. */
export function* partsOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

/** Runs a long work that stops between its parts, and lets readers be served at each stop. */
export async function runInParts<Outcome>(work: Generator<undefined, Outcome>): Promise<Outcome> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await setImmediate()
  }
}

/** Maps many items, and lets readers be served now and then. */
export function mapInParts<Item, Mapped>(
  items: readonly Item[],
  map: (item: Item) => Mapped,
): Promise<readonly Mapped[]> {
  return runInParts(mapping(items, map))
}

/** The same as a part of a longer work: `yield*` it. */
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
