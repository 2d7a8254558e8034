import { setImmediate } from 'node:timers/promises'
import { mapping } from '../parts.ts'

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
