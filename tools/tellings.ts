// Tells beforehand what would have changed the results of the demonstration, and writes it where the service looks first
// (`src/shipped-tellings.ts`). Run it after a change of `EDITION` or of a sentence; a minute or two of computation. Words:
// the slugs to tell, all without any.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { assert } from '#kernel/result'
import { prepareElection, tellElection } from '#modules/ballots'
import { demonstrationElections } from '../src/seed-elections.ts'
import { pathOfTelling } from '../src/shipped-tellings.ts'

const ROOT = resolve(import.meta.dirname, '..')
const wanted = process.argv.slice(2)

for (const election of demonstrationElections(ROOT)) {
  const prepared = prepareElection(election)
  assert(prepared.ok, 'an election of the demonstration can be published')
  const { rule, words } = prepared.value
  if (wanted.length > 0 && !wanted.includes(words.slug)) continue
  const { bytes } = election
  const path = pathOfTelling(ROOT, bytes, rule, 'margins')
  const parts = [...tellElection(bytes, rule, 'margins', () => performance.now())]
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(parts)}\n`)
  console.log(`${words.slug}: ${path.slice(join(ROOT, '/').length)}`)
}
