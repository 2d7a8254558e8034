import { type Day, isDay } from '#kernel/calendar'
import { MOST_CENTS } from '#kernel/ledger'
import { type Cents, cents, readCents, sentenceOfNumberFault } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import { readPayee } from '../budget/payee.ts'
import type { Demand } from '../commands/budget/index.ts'
import type { Fields } from './parts.tsx'

/** Reads an amount above 0. */
export function readSum(fields: Fields, name: string): Result<Cents, Fields> {
  const read = readCents(fields[name] ?? '')
  if (!read.ok) return refuse({ [name]: `Dans le montant, ${sentenceOfNumberFault(read.refusal)}` })
  if (read.value > MOST_CENTS) return refuse({ [name]: 'Ce montant est trop grand. Comptez les chiffres.' })
  return read.value > 0n ? read : refuse({ [name]: 'Écrivez un montant plus grand que 0.' })
}

export function readDayOf(fields: Fields, name: string): Result<Day, Fields> {
  const typed = (fields[name] ?? '').trim()
  return isDay(typed) ? done(typed) : refuse({ [name]: 'Écrivez la date, par exemple 2026-03-02.' })
}

export function readWords(fields: Fields, name: string, longest: number): Result<string, Fields> {
  const typed = (fields[name] ?? '').toWellFormed().trim().replace(/\s+/g, ' ')
  if (typed === '') return refuse({ [name]: 'Écrivez quelques mots.' })
  return typed.length <= longest ? done(typed) : refuse({ [name]: `Écrivez ${longest} caractères au plus.` })
}

export function isId(typed: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(typed)
}

/** The faults of several reads, each beside its field. */
export function faultsOf(...reads: readonly Result<unknown, Fields>[]): Fields {
  return Object.assign({}, ...reads.map((each) => (each.ok ? {} : each.refusal)))
}

/** An authorisation over several years, and how much of it: both, or neither. */
function readAuthorisation(fields: Fields): Result<Demand['authorisation'], Fields> {
  const id = fields.autorisation ?? ''
  if (id === '') return done(null)
  if (!isId(id)) return refuse({ autorisation: 'Choisissez une autorisation de la liste, ou aucune.' })
  const typed = fields.pluriannuel ?? ''
  // Committed already over its years: this year only draws on it.
  if (typed.trim() === '0') return done({ id, multiYearCents: cents(0n) })
  const amount = readSum(fields, 'pluriannuel')
  return amount.ok ? done({ id, multiYearCents: amount.value }) : amount
}

/** Reads a demand: each fault is told beside its field. */
export function readDemand(fields: Fields): Result<Demand, Fields> {
  const kind = fields.nature === 'grant' || fields.nature === 'purchase' ? fields.nature : undefined
  const who = fields.qui === 'legal' || fields.qui === 'natural' ? fields.qui : undefined
  const purpose = readWords(fields, 'objet', 300)
  const amount = readSum(fields, 'montant')
  const payee = readPayee({ kind: who ?? 'legal', siret: fields.siret ?? '', name: fields.nom ?? '' })
  const decisionObject = (fields.decision ?? '').trim() || null
  const authorisation = readAuthorisation(fields)
  const isNamed = decisionObject !== null && /^[a-z-]+:[0-9a-z-]+$/.test(decisionObject)
  const faults: Fields = {
    ...(authorisation.ok ? {} : authorisation.refusal),
    ...(isId(fields.ligne ?? '') ? {} : { ligne: 'Choisissez la ligne qui paie.' }),
    ...(kind ? {} : { nature: 'Choisissez un achat ou une subvention.' }),
    ...(purpose.ok ? {} : purpose.refusal),
    ...(amount.ok ? {} : amount.refusal),
    ...(who ? {} : { qui: 'Choisissez qui est payé.' }),
    ...(payee.ok ? {} : PAYEE_FAULTS[payee.refusal]),
    ...(kind === 'grant' && !isNamed
      ? { decision: 'Écrivez ce que la décision attribue, comme « dossier:0198… ».' }
      : {}),
  }
  if (!kind || !purpose.ok || !amount.ok || !payee.ok || !authorisation.ok || Object.keys(faults).length > 0) {
    return refuse(faults)
  }
  const conditions = (fields.conditions ?? '').toWellFormed().split(/\r?\n/)
  return done({
    lineId: fields.ligne!,
    kind,
    payee: payee.value,
    purpose: purpose.value,
    amountCents: amount.value,
    decisionObject: isNamed ? decisionObject : null,
    conditions: conditions
      .map((each) => each.trim().slice(0, 200))
      .filter(Boolean)
      .slice(0, 30),
    authorisation: authorisation.value,
  })
}

/** What is wrong with who is paid, beside its field. */
export const PAYEE_FAULTS = {
  'name-missing': { nom: 'Écrivez le nom de qui est payé.' },
  'siret-unreadable': { siret: 'Écrivez les 14 chiffres du SIRET : il en manque, ou il y a une faute.' },
} as const
