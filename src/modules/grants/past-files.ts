import { isDay } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import { type Fault, isAdvice, type Line, sentenceOf, type TableSchema } from '#kernel/tabular'
import schema from '../../../data/schemas/scdl-subventions-2.1.1.json' with { type: 'json' }
import type { Beneficiary, GrantFacts, Nature } from './model.ts'

/** What a file of past grants must be. */
export const SCHEMA = schema as unknown as TableSchema

/** One good line of a file: a grant and one of its beneficiaries. */
export type PastGrant = {
  readonly line: number
  readonly facts: GrantFacts
  readonly beneficiary: Beneficiary
}

/** Why a line is not taken, in words. */
export type LineFault = {
  readonly line: number
  readonly column: string | null
  readonly value: string
  readonly sentence: string
}

/** Header faults with which lines can still be read: nothing needed is missing. */
const BEARABLE: readonly Fault['kind'][] = ['column-extra', 'column-misplaced', 'encoding']

/**
 * Why the whole file is refused: a column it cannot do without is missing, or it is no table. An optional column may be
 * absent, as in files older than the schema.
 */
export function fileFaults(header: Line): readonly LineFault[] {
  const needed = new Set(SCHEMA.fields.filter((field) => field.constraints?.required).map(({ name }) => name))
  return header.faults
    .filter((fault) => !isAdvice(fault) && !BEARABLE.includes(fault.kind))
    .filter(({ kind, column }) => kind !== 'column-missing' || needed.has(column ?? ''))
    .map(toldFault)
}

/** A line of the file as a grant, or all that is wrong with it. Nothing is repaired. */
export function readPast(line: Line): Result<PastGrant, readonly LineFault[]> {
  const faults = line.faults.filter((fault) => !isAdvice(fault)).map(toldFault)
  const { values } = line
  if (faults.length > 0 || !values) return refuse(faults)
  const told = (column: string, sentence: string) =>
    faults.push({ line: line.line, column, value: values[column] ?? '', sentence })

  const total = exactCents(values.montant ?? '')
  if (total === undefined) told('montant', 'Écrivez le montant en euros, zéro ou plus, avec deux décimales au plus.')
  const [from = '', until = null] = (values.datesPeriodeVersement ?? '').split('/')
  const isPeriod = isDay(from) && (until === null || (isDay(until) && from <= until))
  if (!isPeriod) told('datesPeriodeVersement', 'Ces jours n’existent pas, ou la fin vient avant le début.')
  const name = (values.nomBeneficiaire ?? '').trim()
  if (name.length > 300) told('nomBeneficiaire', 'Le nom est trop long : 300 caractères au plus.')
  if (faults.length > 0 || total === undefined) return refuse(faults)

  const signed = values.dateConvention!
  const nature = natureOf(values.nature!)
  return done({
    line: line.line,
    facts: {
      authorityName: (values.nomAttribuant ?? '').trim().slice(0, 300),
      authoritySiret: values.idAttribuant!,
      grantedOn: signed,
      signedOn: signed,
      decisionReference: textOf(values.referenceDecision, 500),
      purpose: values.objet!,
      nature,
      totalCents: total,
      inKindCents: nature === 'cash' ? cents(0n) : nature === 'in-kind' ? total : null,
      conditions: values.conditionsVersement!,
      paysFrom: from,
      paysUntil: until === from ? null : until,
      raeId: textOf(values.idRAE, 5),
      isEuNotified: values.notificationUE === 'oui',
      scheme: textOf(values.dispositifAide, 200),
    },
    beneficiary: {
      name,
      siret: textOf(values.idBeneficiaire, 14),
      rna: textOf(values.rnaBeneficiaire, 10),
      isNaturalPerson: false,
      shareMillionths: Math.round(Number(values.pourcentageSubvention) * 1_000_000),
    },
  })
}

/** What makes two lines lines of one grant, in one text. */
export function conventionText({ facts }: PastGrant): string {
  const { authoritySiret, grantedOn, decisionReference, purpose, totalCents, nature, paysFrom, paysUntil } = facts
  return [authoritySiret, grantedOn, decisionReference, purpose, totalCents, nature, paysFrom, paysUntil].join('\u0000')
}

function toldFault(fault: Fault): LineFault {
  const { line, column, value } = fault
  return { line, column, value, sentence: sentenceOf(fault) }
}

function natureOf(text: string): Nature {
  if (text.includes(';')) return 'both'
  return text === 'aide en nature' ? 'in-kind' : 'cash'
}

/** « 99786.57 » in cents, exactly. */
function exactCents(text: string): Cents | undefined {
  const read = /^\+?(\d{1,13})(?:\.(\d{0,2})0*)?$/.exec(text)
  return read ? cents(BigInt(read[1]!) * 100n + BigInt((read[2] ?? '').padEnd(2, '0'))) : undefined
}

function textOf(text: string | undefined, most: number): string | null {
  const kept = (text ?? '').trim().slice(0, most)
  return kept === '' ? null : kept
}
