import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsOfPackage } from './check.ts'
import { manifestOf, type PackedRecord } from './manifest.ts'
import { element, readXml, writeXml } from './xml.ts'

const LIST: Parameters<typeof manifestOf>[0] = {
  id: '00000000-0000-7000-8000-000000000001',
  number: '2026-001',
  kind: 'essai.notes',
  fate: 'transfer',
  terms: {
    what: 'Notes',
    usefulLife: '5 ans',
    fate: 'conservation',
    source: 'Archives',
    isVerified: true,
    sorting: null,
    producer: 'Mission',
    exchange: {
      'seda-version': '2.1',
      agreement: 'IC-1',
      'archival-agency': 'FRAD062',
      'transferring-agency': 'V-1',
      'originating-agency': 'P-1',
      'access-rule': 'ACC-00001',
    },
  },
  recordCount: 1,
  firstDay: '2020-01-01',
  lastDay: '2020-02-01',
  volumeBytes: 10,
  listHash: new Uint8Array(32),
  state: 'approved',
  madeAt: new Date('2026-03-02T09:00:00Z'),
}

const RECORD: PackedRecord = {
  record: { id: 'r1', title: 'Une note', from: '2020-01-01', until: '2020-02-01' },
  main: {
    uri: 'content/ID-1.json',
    name: 'ID-1.json',
    mediaType: 'application/json',
    sizeBytes: 10,
    sha512: 'a'.repeat(128),
  },
  attachments: [],
}

const FILES = [RECORD.main]
const manifest = () => manifestOf(LIST, [RECORD], new Date('2026-03-02T09:00:00Z'))

test('a manifest holds: its elements in order, its identifiers, its files', () => {
  expect(faultsOfPackage(manifest(), FILES)).toEqual([])
})

test.each([
  ['an element out of its place', (text: string) => text.replace(/( *<Uri>.*\n)( *<MessageDigest.*\n)/, '$2$1')],
  ['a missing element', (text: string) => text.replace(/ *<ArchivalAgency>[\s\S]*<\/ArchivalAgency>\n/, '')],
  [
    'a reference to nothing',
    (text: string) => text.replace('<DataObjectGroupReferenceId>GOT-1<', '<DataObjectGroupReferenceId>GOT-2<'),
  ],
  ['an identifier twice', (text: string) => text.replace('id="BDO-1"', 'id="GOT-1"')],
  ['another digest', (text: string) => text.replace('aaaa', 'bbbb')],
  ['another algorithm', (text: string) => text.replace('SHA-512', 'SHA-256')],
  ['another size', (text: string) => text.replace('<Size>10', '<Size>11')],
  ['another name space', (text: string) => text.replace('seda:v2.1', 'seda:v1.0')],
  ['a tag left open', (text: string) => text.replace('</Comment>', '')],
  ['an ampersand alone', (text: string) => text.replace('<Title>', '<Title>& ')],
])('%s is found out', (_what, spoil) => {
  const spoilt = spoil(manifest())
  expect(spoilt).not.toBe(manifest())
  expect(faultsOfPackage(spoilt, FILES)).not.toEqual([])
})

test('a file nobody told of, and one that is not there, are found out', () => {
  expect(faultsOfPackage(manifest(), [...FILES, { ...RECORD.main, uri: 'content/ID-9.json' }])).toHaveLength(1)
  expect(faultsOfPackage(manifest(), [])).toHaveLength(1)
})

test('any words are read back as they were written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (words) => {
      const shown = words.toWellFormed().replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
      const read = readXml(writeXml(element('a', words, { b: words.replaceAll(/\s/g, ' ') })))
      expect(read.text).toBe(shown)
      expect(read.attributes.b).toBe(shown.replaceAll(/\s/g, ' '))
    }),
  )
})
