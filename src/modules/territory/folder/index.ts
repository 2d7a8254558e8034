import { createHash } from 'node:crypto'
import { done, type Result, refuse } from '#kernel/result'
import type { CalendarEntry, Territory } from '../model.ts'
import { type Fault, readTable, type Table } from './columns.ts'
import { readFigures } from './figures.ts'
import { LOGO_SENTENCES, readLogo } from './logo.ts'
import { readAliases, readCommunes, readEpcis } from './places.ts'
import { type FolderSettings, readFolderSettings } from './settings.ts'
import { faultsOfShapes } from './shapes.ts'

export type { Fault } from './columns.ts'
export { LOGO_SENTENCES, type LogoRefusal, readLogo } from './logo.ts'
export { StoredSettings } from './settings.ts'

/** Files of a folder, by name. */
export type Files = ReadonlyMap<string, string>

/** The files a territory's folder is made of; any other is left alone. */
export const FOLDER_FILES = [
  'settings.json',
  'communes.csv',
  'epci.csv',
  'shapes.topo.json',
  'aliases.csv',
  'figures.csv',
  'calendar.csv',
  'territoires.csv',
  'logo.svg',
] as const

/**
 * Reads a territory's folder.
 *
 * @returns  the territory, or every fault that was found, file by file and line by line
 */
export function readTerritory(files: Files): Result<Territory, readonly Fault[]> {
  const missing = ['settings.json', 'communes.csv', 'epci.csv', 'shapes.topo.json'].filter((name) => !files.has(name))
  if (missing.length > 0) {
    return refuse(missing.map((file) => ({ file, line: null, sentence: 'Ce fichier manque dans le dossier.' })))
  }
  const told = readFolderSettings('settings.json', files.get('settings.json')!)
  const settings = told.ok ? told.value : undefined
  const places = readPlaces(files, settings?.cantonNames ?? {})
  const known = new Set([...places.communes, ...places.epcis].map(({ code }) => code))
  const figures = readFigures('figures.csv', files.get('figures.csv'), known)
  const calendar = readCalendar(files)
  const logo = files.has('logo.svg') ? readLogo(files.get('logo.svg')!) : done(null)
  const faults = [
    ...(told.ok ? [] : told.refusal),
    ...places.faults,
    ...figures.faults,
    ...calendar.faults,
    ...faultsOfShapes('shapes.topo.json', files.get('shapes.topo.json')!, places.communes),
    ...(logo.ok ? [] : [{ file: 'logo.svg', line: null, sentence: LOGO_SENTENCES[logo.refusal] }]),
  ]
  if (faults.length > 0 || !settings) return refuse(faults)
  return done({
    ...placesOnly(places),
    ...restOf(settings, logo.ok ? logo.value : null),
    figures: figures.figures,
    calendar: calendar.entries,
    shapes: files.get('shapes.topo.json')!,
    fingerprint: fingerprintOf(files),
  })
}

function restOf({ settings, sources }: FolderSettings, logo: string | null) {
  return { settings: { ...settings, logo }, sources }
}

type Places = Pick<Territory, 'communes' | 'epcis' | 'aliases'> & { readonly faults: readonly Fault[] }

function placesOnly({ communes, epcis, aliases }: Places): Pick<Territory, 'communes' | 'epcis' | 'aliases'> {
  return { communes, epcis, aliases }
}

function readPlaces(files: Files, cantonNames: Readonly<Record<string, string>>): Places {
  const epcis = readEpcis('epci.csv', files.get('epci.csv')!)
  const actions = readActionTerritories(files)
  const communes = readCommunes('communes.csv', files.get('communes.csv')!, {
    epcis: epcis.epcis,
    cantonNames,
    actionTerritories: actions.byCommune,
  })
  const aliases = readAliases('aliases.csv', files.get('aliases.csv'), communes.communes)
  return {
    communes: communes.communes,
    epcis: epcis.epcis,
    aliases: aliases.aliases,
    faults: [...epcis.faults, ...actions.faults, ...communes.faults, ...aliases.faults],
  }
}

function readActionTerritories(files: Files) {
  const { rows, faults } = optionalTable(files, 'territoires.csv', ['commune', 'territoire'])
  return { faults, byCommune: new Map(rows.map(({ cells }) => [cells.commune!, cells.territoire!])) }
}

function readCalendar(files: Files): { readonly entries: readonly CalendarEntry[]; readonly faults: readonly Fault[] } {
  const { rows, faults } = optionalTable(files, 'calendar.csv', ['from', 'until', 'label'])
  const wrong = rows.flatMap(({ line, cells: { from = '', until = '', label } }) => {
    const isRight = isDay(from) && isDay(until) && from <= until && label !== ''
    const sentence = 'Écrivez deux dates, comme 2026-03-02, la première avant la seconde, puis de quoi il s’agit.'
    return isRight ? [] : [{ file: 'calendar.csv', line, sentence }]
  })
  const entries = rows.map(({ cells: { from = '', until = '', label = '' } }) => ({ from, until, label }))
  return { entries, faults: [...faults, ...wrong] }
}

function optionalTable(files: Files, file: string, required: readonly string[]): Table {
  const text = files.get(file)
  return text === undefined ? { rows: [], faults: [] } : readTable(file, text, { required })
}

function isDay(text: string): boolean {
  const read = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text)
}

function fingerprintOf(files: Files): string {
  const hash = createHash('sha256')
  for (const name of FOLDER_FILES) hash.update(`${name} ${files.get(name)?.length ?? -1}\n${files.get(name) ?? ''}\n`)
  return hash.digest('hex')
}
