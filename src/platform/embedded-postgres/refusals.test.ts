import { expect, test } from 'vitest'
import { type LaunchReason, refusalInWords, refusalOfError, sentenceOf } from './refusals.ts'

test.each<readonly [string, LaunchReason]>([
  ['initdb: error: could not write file "PG_VERSION": No space left on device', 'disk-full'],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'memory-short'],
  ['FATAL:  could not create shared memory segment: No space left on device', 'memory-short'],
  ['FATAL:  data directory "/d" has wrong ownership', 'foreign-owner'],
  ['FATAL:  lock file "postmaster.pid" already exists', 'used-elsewhere'],
  ['PANIC:  could not locate a valid checkpoint record at 0/174B3A8', 'data-damaged'],
  ['FATAL:  could not open file "global/pg_filenode.map": No such file or directory', 'data-damaged'],
  ['initdb: could not look up effective user ID 10001: user does not exist', 'account-missing'],
  ['postgres: error while loading shared libraries: libicuuc.so.60', 'binaries-missing'],
  ['initdb: error: could not access directory "/root/x": Permission denied', 'folder-not-writable'],
  ['FATAL:  something nobody foresaw', 'server-failed'],
])('« %s » is understood as %s', (words, reason) => {
  expect(refusalInWords(words, '/d').reason).toBe(reason)
})

test('of a long log the sentence quotes the line that tells the cause, without its date', () => {
  const log = `2026-11-23 06:46:38.344 UTC [160] LOG:  starting
2026-11-23 06:46:38.344 UTC [160] PANIC:  could not locate a valid checkpoint record
2026-11-23 06:46:38.519 UTC [160] LOG:  database system is shut down`
  expect(sentenceOf(refusalInWords(log, '/d'))).toMatch(/dit : PANIC: {2}could not locate a valid checkpoint record$/)
})

test('a system error we know becomes a refusal about its file, one we do not is left to us', () => {
  const full = Object.assign(new Error('full'), { code: 'ENOSPC', path: '/d/file' })
  expect(refusalOfError(full, '/d')).toEqual({ reason: 'disk-full', folder: '/d/file', detail: 'full' })
  expect(refusalOfError(Object.assign(new Error('odd'), { code: 'EIO' }), '/d')).toBeUndefined()
  expect(refusalOfError(new Error('a bug'), '/d')).toBeUndefined()
})
