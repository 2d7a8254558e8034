import { isDay } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import type { Action, Aim, Indicator, Mark, Origin, Partner, Programme } from './model.ts'

/** What is wrong with a field. */
export type FieldFault =
  | 'missing'
  | 'too-long'
  | 'words-too-long'
  | 'year-unreadable'
  | 'years-reversed'
  | 'address-unreadable'
  | 'number-unreadable'
  | 'siren-unreadable'
  | 'place-unreadable'
  | 'line-unreadable'
  | 'goal-unreadable'
  | 'day-unreadable'
  | 'days-reversed'
  | 'half-filled'

export const FIELD_SENTENCES: Readonly<Record<FieldFault, string>> = {
  missing: 'Écrivez quelque chose ici.',
  'too-long': 'C’est trop long : 3 000 signes au plus.',
  'words-too-long': 'C’est trop long : 500 signes au plus. Une phrase suffit.',
  'year-unreadable': 'Écrivez une année en quatre chiffres, par exemple 2027.',
  'years-reversed': 'La dernière année vient après la première.',
  'address-unreadable': 'Une adresse de page commence par https://.',
  'number-unreadable': 'Écrivez un nombre, par exemple 1250 ou 12,5.',
  'siren-unreadable': 'Une ligne n’a pas la forme « Nom ; SIREN » : le SIREN a neuf chiffres, et il peut manquer.',
  'place-unreadable': 'Écrivez un code par ligne : cinq signes pour une commune, neuf chiffres pour un EPCI.',
  'line-unreadable': 'Écrivez un code de ligne de budget par ligne, par exemple F-65748-61.',
  'goal-unreadable': 'Écrivez des numéros de 1 à 17, séparés par des virgules.',
  'day-unreadable': 'Écrivez une date qui existe, par exemple 2026-03-31.',
  'days-reversed': 'La fin vient après le début.',
  'half-filled': 'Remplissez les deux, ou aucun des deux.',
}

type Fields = Readonly<Record<string, string>>
export type Faults = Readonly<Record<string, FieldFault>>

const LONGEST = 3000

/** The head of a programme, over the one there is. */
export function readHead(fields: Fields, programme: Programme): Result<Programme, Faults> {
  const faults = new Map<string, FieldFault>()
  const title = text(fields, 'titre', faults)
  const [firstYear, lastYear] = [year(fields, 'premiere', faults), year(fields, 'derniere', faults)]
  if (firstYear > lastYear) faults.set('derniere', 'years-reversed')
  const source = readOrigin(fields, faults)
  const number = (fields['delib-numero'] ?? '').trim()
  const on = day(fields, 'delib-jour', faults)
  if ((number === '') !== (on === null)) faults.set('delib-numero', 'half-filled')
  const adoption = number === '' || on === null ? null : { number, on }
  return ended(faults, { ...programme, title, firstYear, lastYear, source, adoption })
}

export function readAim(fields: Fields, slug: string): Result<Aim, Faults> {
  const faults = new Map<string, FieldFault>()
  const aim = {
    slug,
    number: text(fields, 'numero', faults, true),
    title: text(fields, 'titre', faults),
    words: text(fields, 'texte', faults, true),
    source: readOrigin(fields, faults),
  }
  return ended(faults, aim)
}

/** An action, its indicators being kept: they have forms of their own. */
export function readAction(fields: Fields, known: Pick<Action, 'slug' | 'indicators'>): Result<Action, Faults> {
  const faults = new Map<string, FieldFault>()
  const [startsOn, endsOn] = [day(fields, 'debut', faults), day(fields, 'fin', faults)]
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) faults.set('fin', 'days-reversed')
  const action: Action = {
    ...known,
    title: text(fields, 'titre', faults),
    words: text(fields, 'texte', faults),
    source: readOrigin(fields, faults),
    service: text(fields, 'service', faults),
    partners: readPartners(fields, faults),
    lines: listed(fields, 'lignes', /^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$/, 'line-unreadable', faults),
    legalBasis: { article: text(fields, 'article', faults), competence: text(fields, 'competence', faults) },
    goals: readGoals(fields, faults),
    startsOn,
    endsOn,
    places: listed(fields, 'lieux', /^(\d[0-9AB]\d{3}|\d{9})$/, 'place-unreadable', faults),
  }
  return ended(faults, action)
}

export function readIndicator(fields: Fields, slug: string): Result<Indicator, Faults> {
  const faults = new Map<string, FieldFault>()
  const indicator = {
    slug,
    title: text(fields, 'titre', faults),
    unit: text(fields, 'unite', faults),
    baseline: readMark(fields, 'depart', faults),
    target: readMark(fields, 'cible', faults),
  }
  return ended(faults, indicator)
}

/** « 1 250 » or « 12,5 » in thousandths; undefined when it is no number of three decimals at most. */
export function readThousandths(typed: string): number | undefined {
  const found = /^(-?)(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(typed.replaceAll(/[\s\u00a0\u202f]/g, ''))
  if (!found) return undefined
  const size = Number(found[2]) * 1000 + Number((found[3] ?? '').padEnd(3, '0'))
  return found[1] === '-' && size > 0 ? -size : size
}

export function readOrigin(fields: Fields, faults: Map<string, FieldFault>): Origin {
  const label = text(fields, 'source', faults)
  const url = (fields.adresse ?? '').trim()
  if (url !== '' && !/^https?:\/\/[^\s]+$/.test(url)) faults.set('adresse', 'address-unreadable')
  return { label, url: url === '' ? null : url, isFictitious: fields.fictif === 'oui' }
}

function readPartners(fields: Fields, faults: Map<string, FieldFault>): readonly Partner[] {
  return linesIn(fields.partenaires).map((line) => {
    const [name = '', siren = ''] = line.split(';').map((part) => part.trim())
    const digits = siren.replaceAll(/\s/g, '')
    if (name === '' || (digits !== '' && !/^\d{9}$/.test(digits))) faults.set('partenaires', 'siren-unreadable')
    return { name, siren: digits === '' ? null : digits }
  })
}

function readGoals(fields: Fields, faults: Map<string, FieldFault>): readonly number[] {
  const typed = (fields.odd ?? '').split(/[\s,;]+/).filter(Boolean)
  const goals = typed.map(Number)
  if (goals.some((goal) => !Number.isInteger(goal) || goal < 1 || goal > 17)) faults.set('odd', 'goal-unreadable')
  return [...new Set(goals)].toSorted((a, b) => a - b)
}

function readMark(fields: Fields, name: string, faults: Map<string, FieldFault>): Mark | null {
  const [amount, when] = [(fields[name] ?? '').trim(), (fields[`${name}-annee`] ?? '').trim()]
  if (amount === '' && when === '') return null
  if (amount === '' || when === '') {
    faults.set(name, 'half-filled')
    return null
  }
  const thousandths = readThousandths(amount)
  if (thousandths === undefined) faults.set(name, 'number-unreadable')
  return { thousandths: thousandths ?? 0, year: year(fields, `${name}-annee`, faults) }
}

function listed(
  fields: Fields,
  name: string,
  shape: RegExp,
  fault: FieldFault,
  faults: Map<string, FieldFault>,
): readonly string[] {
  const lines = [...new Set(linesIn(fields[name]))]
  if (lines.some((line) => !shape.test(line))) faults.set(name, fault)
  return lines
}

function linesIn(typed = ''): readonly string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

function text(fields: Fields, name: string, faults: Map<string, FieldFault>, isOptional = false): string {
  const typed = (fields[name] ?? '').toWellFormed().replaceAll('\r', '').trim()
  if (typed === '' && !isOptional) faults.set(name, 'missing')
  if (typed.length > LONGEST) faults.set(name, 'too-long')
  return typed
}

function year(fields: Fields, name: string, faults: Map<string, FieldFault>): number {
  const typed = (fields[name] ?? '').trim()
  if (!/^2[01]\d\d$/.test(typed)) faults.set(name, 'year-unreadable')
  return Number(typed) || 0
}

function day(fields: Fields, name: string, faults: Map<string, FieldFault>): string | null {
  const typed = (fields[name] ?? '').trim()
  if (typed === '') return null
  if (!isDay(typed)) faults.set(name, 'day-unreadable')
  return typed
}

function ended<Value>(faults: ReadonlyMap<string, FieldFault>, value: Value): Result<Value, Faults> {
  return faults.size === 0 ? done(value) : refuse(Object.fromEntries(faults))
}

/** A sentence for each field at fault. */
export function sentencesOf(faults: Faults): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(faults).map(([name, fault]) => [name, FIELD_SENTENCES[fault]]))
}
