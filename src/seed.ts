import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { assert } from '#kernel/result'
import { PRESET_NAMES, type PresetName } from '#kernel/tally'
import { importElection, sentenceOfImportRefusal } from '#modules/ballots'
import type { Context } from '#platform/context'
import type { SubmissionRefusal } from '#platform/database'
import { seedInventedDecisions } from './seed-decisions.ts'
import { seedInventedEvents } from './seed-events.ts'
import { seedInventedPeople } from './seed-people.ts'
import { seedInventedStructures } from './seed-structures.ts'

const RULE_KINDS = ['greedy', 'equal-shares', 'phragmen', 'max-welfare'] as const

const Elections = z.array(
  z.strictObject({
    file: z.string(),
    slug: z.string(),
    title: z.string(),
    organiser: z.string(),
    place: z.string(),
    rule: z.strictObject({
      kind: z.enum(RULE_KINDS).optional(),
      preset: z.enum(PRESET_NAMES as [PresetName]).optional(),
    }),
  }),
)

const Manifest = z.array(
  z.looseObject({ fichier: z.string(), source: z.string(), licence: z.string(), citation: z.string().optional() }),
)

/** What was put in place now: all 0 when the demonstration was there already. */
export type Seeded = { readonly people: number; readonly elections: number }

/**
 * Puts the demonstration in a database: invented people, and real elections with their source. What is there already stays
 * as it is.
 *
 * @param root  the project's folder: the files are in its `data/`
 */
export async function seedDemonstration(context: Context, root: string, say: (step: string) => void): Promise<Seeded> {
  const people = await seedInventedPeople(context, readJson(root, 'demonstration/people.json'))
  if (people > 0) say(`Personnes de la démonstration, toutes inventées : ${people}`)
  const decisions = await seedInventedDecisions(context, readJson(root, 'demonstration/decisions.json'))
  if (decisions > 0) say(`Rapports et décisions de la démonstration, tous inventés : ${decisions}`)
  const events = await seedInventedEvents(context, readJson(root, 'demonstration/events.json'))
  if (events > 0) say(`Événements de la démonstration, tous inventés : ${events}`)
  const structures = await seedInventedStructures(context, readJson(root, 'demonstration/structures.json'))
  if (structures > 0) say(`Structures de la démonstration, toutes inventées : ${structures}`)
  return { people, elections: await seedElections(context, root, say) }
}

async function seedElections(context: Context, root: string, say: (step: string) => void): Promise<number> {
  const elections = Elections.parse(readJson(root, 'demonstration/elections.json'))
  const manifest = Manifest.parse(readJson(root, 'MANIFEST.json'))
  let published = 0
  for (const { file, ...words } of elections) {
    const entry = manifest.find((each) => each.fichier === `pabulib/${file}`)
    assert(entry, `data/MANIFEST.json names ${file}`)
    const result = await importElection(context, {
      ...words,
      bytes: readFileSync(join(root, 'data/pabulib', file)),
      source: {
        producer: 'Pabulib',
        title: file,
        url: 'https://pabulib.org',
        licence: 'non précisée par Pabulib',
        citation: entry.citation,
      },
    })
    if (result.ok && !result.value.isNew) continue
    assert(result.ok, result.ok ? '' : `${file} is published: ${sentenceOf(result.refusal)}`)
    say(`Scrutin publié : ${words.title}`)
    published++
  }
  return published
}

function sentenceOf(refusal: Parameters<typeof sentenceOfImportRefusal>[0] | SubmissionRefusal): string {
  return typeof refusal === 'string' ? refusal : sentenceOfImportRefusal(refusal)
}

function readJson(root: string, path: string): unknown {
  return JSON.parse(readFileSync(join(root, 'data', path), 'utf8'))
}
