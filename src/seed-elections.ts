import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { assert } from '#kernel/result'
import { PRESET_NAMES, type PresetName } from '#kernel/tally'
import { type ImportInput, importElection, isPublished, sentenceOfImportRefusal } from '#modules/ballots'
import type { Context } from '#platform/context'

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

export type DemonstrationElection = ImportInput & { readonly slug: string }

/**
 * Publishes the real elections of the demonstration; those already published stay as they are.
 *
 * @returns  how many were published now
 */
export async function seedElections(context: Context, root: string, say: (step: string) => void): Promise<number> {
  let published = 0
  for (const election of demonstrationElections(root)) {
    // At each start: counting again what is there would take half a second.
    if (await isPublished(context, election.slug, election.bytes)) continue
    const result = await importElection(context, election)
    if (result.ok && !result.value.isNew) continue
    assert(result.ok, result.ok ? '' : `${election.source?.title} is published: ${sentenceOf(result.refusal)}`)
    say(`Scrutin publié : ${election.title}`)
    published++
  }
  return published
}

/**
 * The elections of the demonstration, each with its file and its source.
 *
 * @param root  the project's folder: the files are in its `data/`
 */
export function demonstrationElections(root: string): readonly DemonstrationElection[] {
  const manifest = Manifest.parse(readJson(root, 'MANIFEST.json'))
  return Elections.parse(readJson(root, 'demonstration/elections.json')).map(({ file, ...words }) => {
    const entry = manifest.find((each) => each.fichier === `pabulib/${file}`)
    assert(entry, `data/MANIFEST.json names ${file}`)
    return {
      ...words,
      bytes: readFileSync(join(root, 'data/pabulib', file)),
      source: {
        producer: 'Pabulib',
        title: file,
        url: 'https://pabulib.org',
        licence: 'non précisée par Pabulib',
        citation: entry.citation,
      },
    }
  })
}

type Refusal = Extract<Awaited<ReturnType<typeof importElection>>, { readonly ok: false }>['refusal']

function sentenceOf(refusal: Refusal): string {
  return typeof refusal === 'string' ? refusal : sentenceOfImportRefusal(refusal)
}

function readJson(root: string, path: string): unknown {
  return JSON.parse(readFileSync(join(root, 'data', path), 'utf8'))
}
