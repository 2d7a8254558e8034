import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

// A bundle that holds is verified by the same command in `journeys/opening.journey.ts`.

const folder = mkdtempSync(join(tmpdir(), 'filigrane-verify-'))
const note = join(folder, 'note.txt')
writeFileSync(note, 'ajouté')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function verify(...words: readonly string[]) {
  const bin = resolve(import.meta.dirname, '../../bin/filigrane')
  const { status, stdout, stderr } = spawnSync(bin, ['verify', ...words], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('a folder that is no published vote is refused, and says why', () => {
  expect(verify(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('règles du vote sont illisibles') })
  const { status, stdout } = verify(folder, '--json')
  expect([status, JSON.parse(stdout)]).toEqual([1, expect.objectContaining({ ok: false })])
})

test('what it cannot read, it says, as a wrong use', () => {
  const wrong = [
    [],
    [folder, folder],
    [join(folder, 'absent')],
    [folder, '--fingerprint', 'abc'],
    [folder, '--receipt', note],
  ]
  expect(wrong.map((words) => verify(...words).status)).toEqual([2, 2, 2, 2, 2])
})
