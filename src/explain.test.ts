import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Rule } from '#kernel/tally'
import { explainInChild } from './explain.ts'

const ROOT = resolve(import.meta.dirname, '..')
const explain = explainInChild(ROOT)
const RULE: Rule = {
  kind: 'equal-shares',
  utility: 'cost',
  completion: 'none',
  start: 'exact',
  exhaustiveStop: 'supported',
  comparison: false,
  ties: 'cost-votes',
}
// Its name holds the two characters that end a line for who reads lines, and none for JSON.
const FILE = `META
key;value
num_projects;2
num_votes;3
budget;30
vote_type;approval
currency;EUR
PROJECTS
project_id;cost;name
mare;20;Mare \u2028 et \u2029 verger
four;30;Four
VOTES
voter_id;vote
a-1;mare
a-2;mare
b-1;four
`

async function partsOf(text: string, telling: 'first' | 'margins') {
  const parts = []
  for await (const part of explain(new TextEncoder().encode(text), RULE, telling)) parts.push(part)
  return parts
}

test('what is told of a result comes from a child process, page by page, the whole last', async () => {
  const parts = await partsOf(FILE, 'first')
  expect(parts.map((part) => (part.kind === 'page' ? part.prefix : part.kind))).toEqual(['', 'a-', 'b-', 'whole'])
  const whole = parts.at(-1)
  expect(whole?.kind === 'whole' && whole.explanations.projects.mare?.sentences[0]).toContain('Mare \u2028 et \u2029')
})

test('the second telling says how many more votes a project needed, and tells no ballot again', async () => {
  const [whole, ...others] = await partsOf(FILE, 'margins')
  expect(others).toEqual([])
  expect(whole?.kind === 'whole' && whole.explanations.projects.four?.sentences.join(' ')).toMatch(/votes? de plus/)
})

test('a child that fails is a failure, with what it said', async () => {
  await expect(partsOf('nothing', 'first')).rejects.toThrow('a published file can be read')
})

test('a service that stops does not wait for what is being told', async () => {
  const stopping = new AbortController()
  const stopped = explainInChild(ROOT, stopping.signal)
  const bytes = new TextEncoder().encode(FILE)
  const told = async () => {
    for await (const _ of stopped(bytes, RULE, 'first')) stopping.abort()
  }
  await expect(told()).rejects.toThrow(/abort/i)
})
