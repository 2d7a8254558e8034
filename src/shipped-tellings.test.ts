import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { type Explainer, type ExplanationPart, prepareElection, type TellingKind, tellElection } from '#modules/ballots'
import { demonstrationElections } from './seed-elections.ts'
import { pathOfTelling, shippedOr } from './shipped-tellings.ts'

const ROOT = resolve(import.meta.dirname, '..')
const elections = demonstrationElections(ROOT).map((election) => {
  const prepared = prepareElection(election)
  assert(prepared.ok, 'an election of the demonstration can be published')
  return { slug: prepared.value.words.slug, bytes: election.bytes, rule: prepared.value.rule }
})

type Asked = (typeof elections)[number]

const computed = ({ bytes, rule }: Asked, telling: TellingKind) => [...tellElection(bytes, rule, telling, () => 0)]
const shipped = ({ bytes, rule }: Asked) =>
  JSON.parse(readFileSync(pathOfTelling(ROOT, bytes, rule, 'margins'), 'utf8')) as readonly ExplanationPart[]

const nothing: Explainer = async function* () {}

async function partsOf(explain: Explainer, { bytes, rule }: Asked, telling: TellingKind) {
  const parts: ExplanationPart[] = []
  for await (const part of explain(bytes, rule, telling)) parts.push(part)
  return parts
}

/** What both tellings of a result say alike. */
function sharedBy(parts: readonly ExplanationPart[]) {
  const whole = parts.at(-1)
  assert(whole?.kind === 'whole', 'the whole comes last')
  const { certificate, explanations } = whole
  const { projects, places, comparison } = explanations
  return { certificate, places, comparison, projects: Object.keys(projects) }
}

describe.each(elections)('$slug', (election) => {
  test('what is shipped of it goes with its first telling, computed now', () => {
    expect(sharedBy(shipped(election))).toEqual(sharedBy(computed(election, 'first')))
  })
})

test('what is shipped is what is computed, to the letter', () => {
  const toulouse = elections.find(({ slug }) => slug === 'toulouse-2019')!
  expect(shipped(toulouse)).toEqual(JSON.parse(JSON.stringify(computed(toulouse, 'margins'))))
})

test('what is shipped is not computed; anything else is', async () => {
  const told = shippedOr(ROOT, nothing)
  const assen = elections.find(({ slug }) => slug === 'assen-2024')!
  expect(await partsOf(told, assen, 'margins')).toHaveLength(1)
  expect(await partsOf(told, assen, 'first')).toEqual([])
  const another = { ...assen, bytes: new Uint8Array([...assen.bytes, 10]) }
  expect(await partsOf(told, another, 'margins')).toEqual([])
})
