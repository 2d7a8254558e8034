import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import type { Rule } from '#kernel/tally'
import { type Explainer, type ExplanationPart, TELLING_EDITION, type TellingKind } from '#modules/ballots'

/**
 * What the project ships already told: what would have changed the elections of the demonstration takes a minute of
 * computation at each first start. It depends on the file, the rule and the way of telling alone; all three make the name
 * under which it lies, so that any other election, or another way of telling, is computed. `tools/tellings.ts` makes it
 * again; a test compares.
 *
 * @param root       the project's folder
 * @param otherwise  tells what is not shipped
 */
export function shippedOr(root: string, otherwise: Explainer): Explainer {
  return async function* (file, rule, telling) {
    const shipped = await findShipped(root, file, rule, telling)
    yield* shipped ?? otherwise(file, rule, telling)
  }
}

/** Where a telling is shipped, if it is: one JSON text, its parts in order. */
export function pathOfTelling(root: string, file: Uint8Array, rule: Rule, telling: TellingKind): string {
  const told = { edition: TELLING_EDITION, file: sha256(file), rule: { ...rule } as unknown as Json, telling }
  return join(root, 'data/demonstration/tellings', `${sha256(canonicalJson(told)).slice(0, 32)}.json`)
}

async function findShipped(
  root: string,
  file: Uint8Array,
  rule: Rule,
  telling: TellingKind,
): Promise<readonly ExplanationPart[] | undefined> {
  try {
    const text = await readFile(pathOfTelling(root, file, rule, telling), 'utf8')
    return JSON.parse(text) as readonly ExplanationPart[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
