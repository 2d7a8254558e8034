import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contributions } from '../../modules.ts'

const ROOT = new URL('../../../', import.meta.url)
const algorithms = contributions.flatMap((each) => each.algorithms ?? [])

/** Folders of the kernel that treat nobody and no money by a rule, each with the reason. */
const DECIDES_NOTHING: Readonly<Record<string, string>> = {
  ballot: 'how a ballot is sealed, opened and proven; the rules that count it are listed',
  calendar: 'days and hours',
  'canonical-json': 'how a text is written',
  colour: 'contrast of colours',
  forms: 'what a form asks; people decide on what is answered',
  fraction: 'exact numbers',
  french: 'typography',
  merkle: 'proofs that nothing of a log was changed',
  money: 'exact amounts, split by largest remainder inside the rules that are listed',
  'place-names': 'how a name is read',
  result: 'a shape of values',
  shares: 'parts of a key',
  tabular: 'how a file is read and checked',
  telephone: 'how a number is read',
}

test('each rule of the kernel that decides something of people or money is told to everybody', () => {
  const folders = readdirSync(new URL('src/kernel', ROOT), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  const untold = folders.filter(
    (name) => !(name in DECIDES_NOTHING) && !algorithms.some(({ source }) => source.startsWith(`src/kernel/${name}`)),
  )
  expect(untold, 'give it to `algorithms` of a module, or say here why it decides nothing').toEqual([])
})

test('what each rule cites can be read: its program, and its text when it has one', () => {
  const cited = algorithms.flatMap(({ source, specification }) => [source, ...(specification ? [specification] : [])])
  expect(cited.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([])
})

test('each has an address of its own in the page', () => {
  const slugs = algorithms.map(({ slug }) => slug)
  expect(new Set(slugs).size).toBe(slugs.length)
  expect(slugs.filter((slug) => !/^[a-z]+(-[a-z]+)*$/.test(slug))).toEqual([])
})
