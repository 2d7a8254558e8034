import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keysFrom, openKeys, secretFile } from './index.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'filigrane-secrets-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return join(made, 'secrets')
}

test('a secret is drawn once, and only its owner may read it', () => {
  const place = folder()
  const first = secretFile(place, 'a.key')
  expect(secretFile(place, 'a.key')).toBe(first)
  expect(Buffer.from(first, 'base64url')).toHaveLength(32)
  expect(readFileSync(join(place, 'a.key'), 'utf8').trim()).toBe(first)
  expect([statSync(place).mode & 0o777, statSync(join(place, 'a.key')).mode & 0o777]).toEqual([0o700, 0o600])
})

test('each purpose has its own key, the same at every start', () => {
  const place = folder()
  const [keys, again] = [openKeys(place), openKeys(place)]
  expect(keys('codes')).toHaveLength(32)
  expect(again('codes')).toEqual(keys('codes'))
  expect(keys('forms')).not.toEqual(keys('codes'))
  expect(openKeys(folder())('codes')).not.toEqual(keys('codes'))
})

const PEPPER = 'vote-pepper:01900000-0000-7000-8000-000000000001'

test('the pepper of a vote is a secret of its own: destroyed, it never comes back, and the other keys stay', () => {
  const place = folder()
  const keys = openKeys(place)
  const pepper = keys(PEPPER)
  expect(openKeys(place)(PEPPER)).toEqual(pepper)
  const other = PEPPER.replace(/1$/, '2')
  const kept = keys(other)

  keys.end(PEPPER)
  keys.end(PEPPER)
  expect(() => keys(PEPPER)).toThrow('was ended')
  expect(() => openKeys(place)(PEPPER)).toThrow('was ended')
  expect(keys(other)).toEqual(kept)
  expect(readFileSync(join(place, `${PEPPER.replace(':', '-')}.key`), 'utf8').trim()).toBe('ended')
  expect(() => keys.end('form tokens')).toThrow('cannot end alone')

  const ofTests = keysFrom(Buffer.from('of tests'))
  ofTests.end(PEPPER)
  expect(() => ofTests(PEPPER)).toThrow('was ended')
})
