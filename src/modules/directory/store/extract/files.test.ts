import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import type { ExtractionEvent } from '../../extraction.ts'
import type { Kind } from '../../model.ts'
import { sentenceOfFault } from '../../sentences.ts'
import { zipOf } from '../../testing/archives.ts'
import { extract } from './index.ts'
import { gunzipTable, unzipTable } from './unzip.ts'

const folder = mkdtempSync(join(tmpdir(), 'filigrane-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const HEAD = 'SIRET;type_siae;nom;code_insee'
const ROW = '38269518700049;AI;Écoute à l’œuvre;62463'
const LIST = `${HEAD}\n${ROW}\n49483773500013;ACI;Activ’cités;62563\n`
const TINY = { bytes: 10_000, ratio: 5, smallBytes: 1_000 }

describe('a list is read', () => {
  test.each([
    ['as it is', Buffer.from(LIST)],
    ['with the mark of UTF-8 in front', Buffer.from(`\uFEFF${LIST}`)],
    ['with lines ended as Windows does', Buffer.from(LIST.replaceAll('\n', '\r\n'))],
    ['between commas', Buffer.from(LIST.replaceAll(';', ','))],
    ['between tabulations', Buffer.from(LIST.replaceAll(';', '\t'))],
    ['saved by a spreadsheet in Windows-1252', windows1252(LIST)],
    ['saved as « Unicode text »', Buffer.from(`\uFEFF${LIST}`, 'utf16le')],
    ['with its headings in capitals', Buffer.from(LIST.replace(HEAD, HEAD.toUpperCase()))],
    [
      'with columns nobody asked for',
      Buffer.from(LIST.replaceAll(/^/gm, 'x;').replace('x;SIRET', 'rang;SIRET').replace(/x;$/, '')),
    ],
    [
      'with a heading that stands twice: the first counts',
      Buffer.from(
        `${HEAD};SIRET\n${LIST.split('\n')
          .slice(1, 3)
          .map((row) => `${row};1`)
          .join('\n')}\n`,
      ),
    ],
    ['gzipped', gzipSync(LIST)],
    ['zipped', zipOf([{ name: 'liste.csv', bytes: Buffer.from(LIST) }])],
    ['zipped in ZIP64', zipOf([{ name: 'liste.csv', bytes: Buffer.from(LIST) }], { isLarge: true })],
    [
      'zipped beside its metadata',
      zipOf([
        { name: 'a_metadata.csv', bytes: Buffer.from('COD;LIB\n'.repeat(900)) },
        { name: 'a_data.csv', bytes: Buffer.from(LIST) },
      ]),
    ],
    [
      'zipped with one table a Département',
      zipOf(
        ['59', '62', '621'].map((code) => ({
          name: `waldec_dpt_${code}.csv`,
          bytes: Buffer.from(code === '62' ? LIST : `${HEAD}\n`),
        })),
      ),
    ],
  ])('%s', async (_how, bytes) => {
    const events = await read('siae', bytes)
    expect(namesIn(events)).toEqual(['Écoute à l’œuvre', 'Activ’cités'])
    expect(refusedIn(events)).toEqual([])
  })

  test('whose names hold the separator, quotes and ends of lines between quotes', async () => {
    const events = await read(
      'siae',
      Buffer.from(`${HEAD}\n38269518700049;AI;"Un ; nom ""cité""\nsur deux lignes";62463\n`),
    )
    expect(namesIn(events)).toEqual(['Un ; nom "cité"\nsur deux lignes'])
  })

  test('but not its line of headings, when two files were put end to end', async () => {
    const events = await read('esus', Buffer.from(`SIREN;Nom\n382695187;Un\nSIREN;Nom\n494837735;Deux\n`))
    expect(namesIn(events)).toEqual(['Un', 'Deux'])
    expect(refusedIn(events)).toEqual([{ file: 'liste', line: 3, reason: 'siren-wrong', cell: 'SIREN' }])
  })

  test('but for a line that has too few cells: it is told, and its text is not; cells beyond the last are left', async () => {
    const events = await read('siae', Buffer.from(`${HEAD}\n${ROW};un;de;trop\n49483773500013;Secret\n`))
    expect(namesIn(events)).toEqual(['Écoute à l’œuvre'])
    expect(refusedIn(events)).toEqual([{ file: 'liste', line: 3, reason: 'line-unreadable', cell: '' }])
  })
})

describe('a file is refused, and why is said', () => {
  test.each([
    ['that is not there', undefined, 'n’existe pas'],
    ['that is empty', Buffer.alloc(0), 'est vide'],
    ['that lacks a column', Buffer.from(LIST.replace('type_siae', 'genre')), 'il manque la colonne type_siae'],
    ['that is a workbook', zipOf([{ name: 'xl/workbook.xml', bytes: Buffer.from('<a/>') }]), 'c’est un classeur'],
    ['whose archive has no table', zipOf([{ name: 'lisez-moi.pdf', bytes: Buffer.from('%PDF') }]), 'ni CSV ni Parquet'],
    [
      'whose archive has two',
      zipOf(['un.csv', 'deux.csv'].map((name) => ({ name, bytes: Buffer.from(LIST) }))),
      'plusieurs tableaux (un.csv, deux.csv)',
    ],
    [
      'whose archive leads out of its folder',
      zipOf([{ name: '../../etc/liste.csv', bytes: Buffer.from(LIST) }]),
      'ne se lit pas',
    ],
    [
      'whose archive lies on its size',
      zipOf([{ name: 'liste.csv', bytes: Buffer.from(LIST), toldBytes: 12 }]),
      'ne se lit pas',
    ],
    [
      'whose archive is cut short',
      zipOf([{ name: 'liste.csv', bytes: Buffer.from(LIST) }]).subarray(0, 90),
      'ne se lit pas',
    ],
    ['gzipped, cut short', gzipSync(LIST.repeat(50)).subarray(0, 60), 'ne se lit pas'],
    ['gzipped, damaged', damaged(gzipSync(LIST.repeat(50))), 'ne se lit pas'],
    ['called Parquet, that is not', Buffer.from('PAR1 but no more'), 'ne se lit pas'],
  ])('%s', async (_what, bytes, sentence) => {
    const [event, ...others] = await read('siae', bytes)
    expect(others).toEqual([])
    expect(event?.event === 'fault' && sentenceOfFault(event.fault)).toContain(sentence)
  })

  test('that swells beyond what a register does, zipped or gzipped', async () => {
    const bomb = Buffer.alloc(9_000, 'a')
    const zip = write(zipOf([{ name: 'liste.csv', bytes: bomb }]))
    expect(await unzipTable(zip, folder, [], TINY)).toMatchObject({ ok: false, refusal: { kind: 'archive-too-large' } })
    const gzip = write(gzipSync(bomb))
    expect(await gunzipTable(gzip, folder, 60, TINY)).toMatchObject({
      ok: false,
      refusal: { kind: 'archive-too-large' },
    })
    expect(await gunzipTable(gzip, folder, 5_000, TINY)).toMatchObject({ ok: true })
  })
})

async function read(kind: Kind, bytes: Buffer | undefined): Promise<readonly ExtractionEvent[]> {
  const path = bytes === undefined ? join(folder, 'absent') : write(bytes)
  const places = ['62463', '62563'].map((code) => [code, code] as const)
  const request = {
    kind,
    files: [path],
    communes: places,
    departments: ['62'],
    epcis: [],
    legalCategories: [],
  }
  const events: ExtractionEvent[] = []
  for await (const event of extract({ ...request, limits: { memory: '200MB', threads: 1, folder } })) events.push(event)
  return events
}

function write(bytes: Buffer): string {
  const path = join(folder, 'liste')
  writeFileSync(path, bytes)
  return path
}

function namesIn(events: readonly ExtractionEvent[]): readonly string[] {
  return events.flatMap((each) => (each.event === 'row' ? [(each.content as { name: string }).name] : []))
}

function refusedIn(events: readonly ExtractionEvent[]) {
  return events.flatMap((each) => (each.event === 'refused' ? [each.row] : []))
}

// « ’ » and « œ » are where Windows-1252 and Latin-1 differ.
function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll('’', '\u0092').replaceAll('œ', '\u009C'), 'latin1')
}

function damaged(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, at) => (at === 30 ? byte ^ 0xff : byte)))
}
