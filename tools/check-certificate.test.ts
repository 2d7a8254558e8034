import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'filigrane-certificate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function certificateOf(election: string, ...words: readonly string[]): string {
  const file = join(ROOT, 'data/pabulib', election)
  return spawnSync(join(ROOT, 'bin/filigrane'), ['tally', file, ...words, '--certify', '--json'], { encoding: 'utf8' })
    .stdout
}

function check(election: string, certificate: string) {
  const path = join(folder, 'certificate.json')
  writeFileSync(path, certificate)
  const words = [join(ROOT, 'tools/check-certificate.mjs'), join(ROOT, 'data/pabulib', election), path]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

test.each([
  ['Poland_Wieliczka_2023_Green_Budget.pb', ['--preset', 'wieliczka-2023'], '30 projects, 995079 of 1000000'],
  ['Poland_Swiecie_2023.pb', ['--preset', 'swiecie-2023'], '17 projects, 1040337 of 1070000'],
  ['Poland_Swiecie_2023.pb', ['--utility', 'cardinality', '--ties', 'id'], 'accepted'],
  ['Netherlands_Assen_2024.pb', ['--preset', 'assen-2024'], '9 projects, 76700 of 100000'],
])('one page that knows nothing of the engine accepts the certificate of %s %j', (election, words, said) => {
  expect(check(election, certificateOf(election, ...words))).toEqual({ status: 0, said: expect.stringContaining(said) })
})

test('it refuses the certificate of Assen with any one of its numbers changed', () => {
  const election = 'Netherlands_Assen_2024.pb'
  const text = certificateOf(election, '--preset', 'assen-2024')
  // Not the name of the format, nor the decimals of an amount that has none.
  const numbers = [...text.matchAll(/\d+/g)].filter(
    ({ index }) => !/(certificate-|"decimals":)$/.test(text.slice(0, index)),
  )
  const sampled = numbers.filter((_, place) => place % 5 === 0)
  expect(sampled.length).toBeGreaterThan(30)
  for (const { 0: digits, index } of sampled) {
    const changed = text.slice(0, index) + (BigInt(digits) + 1n) + text.slice(index + digits.length)
    expect(check(election, changed).status, `${changed.slice(index - 40, index + 20)}`).not.toBe(0)
  }
})

test('it says what it does not know rather than accept it', () => {
  const election = 'Netherlands_Assen_2024.pb'
  expect(check(election, certificateOf(election, '--rule', 'greedy')).said).toContain('a rule this page does not know')
})
