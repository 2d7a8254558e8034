import { z } from 'zod'
import { done, type Result, refuse } from '#kernel/result'
import type { Rule } from '#kernel/tally'
import { readBytes } from './files.ts'

const Utility = z.enum(['cost', 'cardinality', 'points', 'borda', 'positions'])
const Ties = z.enum(['id', 'cost-votes'])

/** A rule in full, as published results hold it. */
const PublishedRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('greedy'),
    utility: Utility,
    by: z.enum(['per-cost', 'total']),
    whenTooDear: z.enum(['skip', 'stop']),
    threshold: z.number().nonnegative(),
    fundsUnsupported: z.boolean(),
    ties: Ties,
  }),
  z.strictObject({
    kind: z.literal('equal-shares'),
    utility: Utility,
    completion: z.enum(['none', 'utilitarian', 'add1', 'add1-utilitarian']),
    start: z.enum(['exact', 'floor']),
    exhaustiveStop: z.enum(['supported', 'all', 'never']),
    comparison: z.boolean(),
    ties: Ties,
  }),
  z.strictObject({ kind: z.literal('phragmen'), fundsUnsupported: z.boolean(), ties: Ties }),
  z.strictObject({ kind: z.literal('max-welfare'), utility: Utility, ties: Ties }),
]) satisfies z.ZodType<Rule>

/** A result downloaded from a site: its rule, and its bytes to compare with. */
export type Published = { readonly rule: Rule; readonly text: string }

/** @returns the published result, or the French sentence of why the file is not one */
export async function readPublished(file: string): Promise<Result<Published, string>> {
  const bytes = await readBytes(file)
  if (!bytes.ok) return bytes
  const text = new TextDecoder().decode(bytes.value)
  const read = z.looseObject({ rule: PublishedRule }).safeParse(jsonOf(text))
  return read.success ? done({ rule: read.data.rule, text }) : refuse(NOT_A_RESULT)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // Not JSON: it has not the shape either.
  }
}

const NOT_A_RESULT =
  'ce fichier n’est pas un résultat publié. Prenez le fichier « Le compte rendu complet du calcul » (JSON).'
