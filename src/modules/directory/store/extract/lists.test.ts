import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { currentRule } from '#kernel/perimeter'
import type { ExtractionEvent, ExtractionSum } from '../../extraction.ts'
import type { Kind } from '../../model.ts'
import type { Part, RowsByPart } from '../../rows.ts'
import { extract } from './index.ts'

type Cells = Readonly<Record<string, string>>

const folder = mkdtempSync(join(tmpdir(), 'filigrane-lists-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const HERE = [
  ['62463', '62463'],
  // Since 2025 this one is a part of the other.
  ['62550', '62447'],
  ['62447', '62447'],
] as const

describe('an association of the register', () => {
  const HEAD =
    'id;id_ex;siret;rup_mi;gestion;date_creat;date_decla;date_publi;date_disso;nature;groupement;titre;titre_court;objet;adrs_codeinsee;position'
  const PLAIN: Cells = {
    id: 'W621000014',
    siret: '00000000000000',
    date_creat: '1998-02-03',
    date_disso: '0001-01-01',
    nature: 'D',
    titre: 'LES AMIS DU CANAL',
    objet: `"promenades ; dites ""de l'eau"""`,
    adrs_codeinsee: '62463',
    position: 'A',
  }
  const readRna = (...rows: readonly Cells[]) => {
    const lines = rows.map((cells) => HEAD.split(';').map((name) => cells[name] ?? PLAIN[name] ?? ''))
    const path = join(folder, 'rna.csv')
    writeFileSync(path, `${[HEAD, ...lines.map((line) => line.join(';'))].join('\n')}\n`)
    return readFiles('rna', [path])
  }

  test('has no SIREN when its number is zeros, no dissolution on 1 January of year 1, and its purpose whole', async () => {
    expect(rowsOf(await readRna({}), 'association')).toMatchObject([
      { rna: 'W621000014', siren: null, dissolvedOn: null, purpose: `promenades ; dites "de l'eau"`, position: 'A' },
    ])
  })

  test('that is dissolved, of overseas or of a commune that joined another is there; struck off or of elsewhere, not', async () => {
    const read = await readRna(
      { id: 'W621000021', position: 'D', date_disso: '2020-06-01' },
      { id: 'W621000022', position: 'S' },
      { id: 'W9T1000123' },
      { id: 'W621000023', adrs_codeinsee: '62550' },
      { id: 'W621000024', adrs_codeinsee: '59350' },
    )
    expect(rowsOf(read, 'association')).toMatchObject([
      { rna: 'W621000021', position: 'D', dissolvedOn: '2020-06-01' },
      { rna: 'W9T1000123', position: 'A' },
      { rna: 'W621000023', commune: '62447' },
    ])
    expect(sumOf(read).refused).toEqual({})
  })

  test('with an old number of a prefecture is refused, and why is said', async () => {
    const read = await readRna({ id: '0621012345' }, {})
    expect(rowsOf(read, 'association')).toHaveLength(1)
    expect(read).toContainEqual({ event: 'refused', row: expect.objectContaining({ line: 2, reason: 'rna-wrong' }) })
  })
})

test('the list of ESS France has lost the zeros in front of its numbers: they are put back', async () => {
  const path = join(folder, 'entreprisesess.csv')
  const head = `SIREN,Nom ou raison sociale de l'entreprise,Famille juridique de l'entreprise,Code postal,Libellé de la commune de l'établissement,Code du département de l'établissement,Département de l'établissement,Région de l'établissement`
  writeFileSync(path, `${head}\n62201199,Le tiers lieu,Associations,62000,Arras,62,Pas-de-Calais,Hauts-de-France\n`)
  expect(rowsOf(await readFiles('ess-france', [path]), 'member')).toMatchObject([
    { siren: '062201199', siret: null, family: 'Associations' },
  ])
})

describe('a figure of FLORES', () => {
  const HEAD =
    'GEO;GEO_OBJECT;ACTIVITY;NUMBER_EMPL;LEGAL_FORM_WITH_PUBLIC;FLORES_MEASURE;OBS_STATUS;TIME_PERIOD;OBS_VALUE'
  const quoted = (line: string) =>
    line
      .split(';')
      .map((cell) => `"${cell}"`)
      .join(';')
  const readFlores = (...lines: readonly string[]) => {
    const path = join(folder, 'DS_FLORES_2023_data.csv')
    writeFileSync(path, lines.map((line) => `${quoted(line)}\n`).join(''))
    return readFiles('flores', [path])
  }

  test('not published (K) has no value, one that holds others (W) its mark; with neither value nor reason it is refused', async () => {
    const read = await readFlores(
      HEAD,
      '62463;COM;OQ;_T;1T9X7;EMPL3112;A;2023;120',
      '62463;COM;GZ;_T;1T9X7;EMPL3112;K;2023;',
      '62463;COM;RU;_T;1T9X7;UNIT_LOC;W;2023;7',
      '62463;COM;FZ;_T;1T9X7;UNIT_LOC;A;2023;',
      '75056;COM;OQ;_T;1T9X7;UNIT_LOC;A;2023;9',
    )
    expect(rowsOf(read, 'figure')).toMatchObject([
      { activity: 'OQ', value: '120', status: 'A' },
      { activity: 'GZ', value: null, status: 'K' },
      { activity: 'RU', value: '7', status: 'W' },
    ])
    expect(sumOf(read).refused).toEqual({ 'value-unreadable': 1 })
    expect(read).toContainEqual({ event: 'refused', row: expect.objectContaining({ line: 5 }) })
  })

  test('of A88 has no size of employers: it is of all of them', async () => {
    const read = await readFlores(HEAD.replace(';NUMBER_EMPL', ''), '62463;COM;88;1T9X7;EMPL3112;A;2023;12')
    expect(rowsOf(read, 'figure')).toMatchObject([{ activity: '88', sizeClass: '_T' }])
  })
})

async function readFiles(
  kind: Kind,
  files: readonly string[],
  communes: readonly (readonly [string, string])[] = HERE,
): Promise<readonly ExtractionEvent[]> {
  const legalCategories = Object.keys(currentRule().categories)
  const limits = { memory: '200MB', threads: 1, folder }
  const events: ExtractionEvent[] = []
  const request = { kind, files, communes, departments: ['62'], epcis: [], legalCategories, limits }
  for await (const event of extract(request)) events.push(event)
  return events
}

function rowsOf<P extends Part>(events: readonly ExtractionEvent[], part: P): readonly RowsByPart[P][] {
  return events.flatMap((each) => (each.event === 'row' && each.part === part ? [each.content as RowsByPart[P]] : []))
}

function sumOf(events: readonly ExtractionEvent[]): ExtractionSum {
  const last = events.at(-1)
  if (last?.event !== 'done') throw new Error(`The reading did not end: ${JSON.stringify(last)}`)
  return last.sum
}
