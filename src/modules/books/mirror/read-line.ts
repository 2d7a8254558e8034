import { type Day, isDay } from '#kernel/calendar'
import { type Cents, readCents } from '#kernel/money'
import { type NumberRefusal, readOrganisationNumber } from '#kernel/perimeter'
import { done, type Result, refuse } from '#kernel/result'
import type { Entry, KnownLine, LineFault, Mapping, MirrorField, MirrorKind } from './model.ts'

/** A cell of the line, by the header of its column. */
export type Cells = Readonly<Record<string, string>>

/**
 * Reads a line of the finance tool. Every fault is told at once.
 *
 * @param lines  those of our budget, of every year
 */
export function readLine(
  cells: Cells,
  mapping: Mapping,
  lines: readonly KnownLine[],
): Result<Entry, readonly LineFault[]> {
  const text = (field: MirrorField) => {
    const header = mapping.columns[field]
    return header === null ? '' : (cells[header] ?? '').trim()
  }
  const kind = readKind(text('kind'), mapping.fixedKind)
  const year = readYear(text('year'), mapping.fixedYear)
  const reference = readReference(text('reference'))
  const line = year.ok ? readBudgetLine(lines, year.value, text) : done('')
  const amount = readMoney(text('amount'))
  const day = readDay(text('day'))
  const siret = readSiret(text('siret'))
  const read = [kind, year, reference, line, amount, day, siret]
  const faults = read.flatMap((each) => (each.ok ? [] : [each.refusal]))
  if (!kind.ok || !year.ok || !reference.ok || !line.ok || !amount.ok || !day.ok || !siret.ok) return refuse(faults)
  return done({
    kind: kind.value,
    year: year.value,
    reference: reference.value,
    lineCode: line.value,
    amountCents: amount.value,
    day: day.value,
    siret: siret.value,
    label: siret.value === null || text('label') === '' ? null : text('label').slice(0, 200),
  })
}

/** Words the tools use, without accents: an abbreviation nobody listed is refused, and said. */
const KIND_WORDS: Readonly<Record<MirrorKind, readonly string[]>> = {
  engaged: ['engagement', 'engage', 'eng'],
  mandated: ['mandat', 'mandate', 'mandatement', 'mdt'],
  paid: ['paiement', 'paye', 'reglement', 'regle'],
}

function readKind(text: string, fixed: MirrorKind | null): Result<MirrorKind, LineFault> {
  if (fixed !== null) return done(fixed)
  const word = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const found = (Object.keys(KIND_WORDS) as MirrorKind[]).find((kind) => KIND_WORDS[kind].includes(word))
  return found === undefined ? refuse('kind-unknown') : done(found)
}

// Cut, two pieces would become one.
function readReference(text: string): Result<string, LineFault> {
  if (text === '') return refuse('reference-missing')
  return text.length > LONGEST_REFERENCE ? refuse('reference-long') : done(text)
}

const LONGEST_REFERENCE = 60

function readYear(text: string, fixed: number | null): Result<number, LineFault> {
  if (fixed !== null) return done(fixed)
  return /^20\d\d$/.test(text) ? done(Number(text)) : refuse('year-wrong')
}

/** By our code, else by article and function when they name one line alone. */
function readBudgetLine(
  lines: readonly KnownLine[],
  year: number,
  text: (field: MirrorField) => string,
): Result<string, LineFault> {
  const ofYear = lines.filter((line) => line.year === year)
  const code = text('line')
  if (code !== '') return ofYear.some((line) => line.code === code) ? done(code) : refuse('line-unknown')
  const [article, functionCode] = [text('article'), text('function')]
  if (article === '') return refuse('line-missing')
  const found = ofYear.filter(
    (line) => line.article === article && (functionCode === '' || line.functionCode === functionCode),
  )
  if (found.length > 1) return refuse('line-ambiguous')
  return found[0] === undefined ? refuse('line-unknown') : done(found[0].code)
}

function readMoney(text: string): Result<Cents, LineFault> {
  const read = readCents(text)
  if (read.ok) return read.value > 0n ? done(read.value) : refuse('amount-missing')
  if (read.refusal === 'missing') return refuse('amount-missing')
  return refuse(read.refusal === 'negative' ? 'amount-negative' : 'amount-wrong')
}

/** « 2026-03-31 », « 31/03/2026 », with or without an hour after it. */
function readDay(text: string): Result<Day, LineFault> {
  const [date = ''] = text.split(/[ T]/)
  const french = /^(\d{2})[/.-](\d{2})[/.-](\d{4})$/.exec(date)
  const day = french ? `${french[3]}-${french[2]}-${french[1]}` : date
  return isDay(day) ? done(day) : refuse('day-wrong')
}

function readSiret(text: string): Result<string | null, LineFault> {
  if (text === '') return done(null)
  const read = readOrganisationNumber(text)
  if (read.ok) return read.value.kind === 'siret' ? done(read.value.value) : refuse('siret-wrong')
  return refuse(EATEN.includes(read.refusal) ? 'siret-eaten' : 'siret-wrong')
}

// A spreadsheet took it for a quantity: its end, or its first zero, is lost for good.
const EATEN: readonly NumberRefusal[] = ['broken-by-spreadsheet', 'wrong-length']
