import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const ASSEN = join(ROOT, 'data/pabulib/Netherlands_Assen_2024.pb')
const folder = mkdtempSync(join(tmpdir(), 'filigrane-certify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function filigrane(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'bin/filigrane'), words, { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('a result is certified, and its certificate checked by whoever receives it', () => {
  const written = filigrane('tally', ASSEN, '--preset', 'assen-2024', '--certify', '--json')
  expect([written.status, written.stderr]).toEqual([0, expect.stringContaining('certificat accepté')])
  const path = join(folder, 'certificate.json')
  writeFileSync(path, written.stdout)
  const checked = filigrane('tally', ASSEN, '--preset', 'assen-2024', '--certificate', path)
  expect([checked.status, checked.stderr]).toEqual([0, expect.stringContaining('certificat accepté')])
  expect(checked.stdout).toContain('9 projets retenus')

  const otherRule = filigrane('tally', ASSEN, '--rule', 'greedy', '--certificate', path)
  expect([otherRule.status, otherRule.stderr]).toEqual([1, expect.stringContaining('une autre règle')])
})

test('a changed certificate is refused, and so is a file that is none', () => {
  const { stdout } = filigrane('tally', ASSEN, '--certify', '--json')
  const path = join(folder, 'changed.json')
  writeFileSync(path, stdout.replace('"emptied":false', '"emptied":true'))
  const changed = filigrane('tally', ASSEN, '--certificate', path)
  expect([changed.status, changed.stderr]).toEqual([1, expect.stringContaining('certificat REFUSÉ')])
  expect(changed.stderr).toContain('emptied')

  const none = filigrane('tally', ASSEN, '--certificate', ASSEN)
  expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('ne se lit pas')])
})
