import { type Day, isDay } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import { isSiret } from '#kernel/perimeter'
import { done, type Result, refuse } from '#kernel/result'
import { readAmount, sentenceOfAmount } from '#ui/money-field'
import {
  type Beneficiary,
  type DeMinimis,
  type Grant,
  type GrantDraft,
  type GrantRefusal,
  type PaidActivity,
  WHOLE,
} from '../model.ts'
import type { Fields } from './parts.ts'

/** What a form is read with: who grants, and the numbers of the décisions. */
export type Reading = {
  readonly authority: { readonly name: string; readonly siret: string }
  /** Those that may be chosen, by identifier. */
  readonly numbers: ReadonlyMap<string, string | null>
}

export const MOST_BENEFICIARIES = 20

/** How many rows of beneficiaries the form shows. */
export function rowCountOf(fields: Fields): number {
  const asked = Number(fields.lignes ?? '1')
  return Number.isInteger(asked) ? Math.min(Math.max(asked, 1), MOST_BENEFICIARIES) : 1
}

/** Reads the form of a grant. @returns  the sentence of each field at fault when it is none yet */
export function readGrantForm(fields: Fields, { authority, numbers }: Reading): Result<GrantDraft, Fields> {
  const errors: Record<string, string> = {}
  const { text, needed, day, amount } = readersOf(fields, errors)
  const purpose = needed('objet', 256, 'Dites ce que la subvention soutient, en une phrase.')
  const beneficiaries = readBeneficiaries(fields, errors)
  const [cash, inKind] = [amount('argent'), amount('nature')]
  if (cash + inKind === 0n && !errors.argent && !errors.nature)
    errors.argent = 'Écrivez un montant en argent, une valeur en nature, ou les deux.'
  const grantedOn = day('accordee', 'Écrivez le jour où la subvention a été accordée.')
  const signedOn =
    text('convention') === '' ? null : day('convention', 'Écrivez le jour de la signature, ou laissez vide.')
  const paysFrom = day('verse-du', 'Écrivez le jour du versement, ou du premier.')
  const paysUntil = text('verse-au') === '' ? null : day('verse-au', 'Écrivez le jour du dernier versement.')
  if (paysUntil !== null && !errors['verse-au'] && paysUntil < paysFrom)
    errors['verse-au'] = 'La fin ne peut pas venir avant le début.'
  const legalBasis = needed('base', 500, 'Écrivez l’article et la compétence, par exemple « CGCT, article L3211-1 ».')
  const paidActivity = ACTIVITIES.find((each) => each === fields.activite)
  if (!paidActivity) errors.activite = 'Choisissez ce qui est payé.'
  const conditions = readConditions(fields, errors)
  if (text('rae').length > 5) errors.rae = 'Un numéro d’aide a cinq caractères au plus.'
  const decisionId = text('decision') === '' ? null : text('decision')
  if (decisionId !== null && !numbers.has(decisionId)) errors.decision = 'Choisissez une décision de la liste.'
  if (Object.keys(errors).length > 0 || !paidActivity) return refuse(errors)

  return done({
    authorityName: authority.name,
    authoritySiret: authority.siret,
    grantedOn,
    signedOn,
    decisionId,
    decisionReference: numbers.get(decisionId ?? '') ?? (text('reference').slice(0, 500) || null),
    purpose,
    nature: inKind === 0n ? 'cash' : cash === 0n ? 'in-kind' : 'both',
    totalCents: cents(cash + inKind),
    inKindCents: inKind,
    conditions,
    paysFrom,
    paysUntil: paysUntil === paysFrom ? null : paysUntil,
    raeId: text('rae') || null,
    isEuNotified: fields.notifiee === 'oui',
    scheme: text('dispositif').slice(0, 200) || null,
    legalBasis,
    paidActivity,
    economicBasis: text('base-economique').slice(0, 500) || null,
    deMinimis: REGIMES.find((each) => each === fields.minimis) ?? null,
    engagementId: null,
    // Numbers that begin with 999 are nobody's: the house keeps them for its examples.
    isFictitious: beneficiaries.some(({ siret }) => siret?.startsWith('999')),
    beneficiaries,
  })
}

/** How one field is read; what is wrong with it goes among the errors. */
function readersOf(fields: Fields, errors: Record<string, string>) {
  const text = (name: string) => (fields[name] ?? '').trim()
  const needed = (name: string, most: number, sentence: string): string => {
    const value = text(name)
    if (value === '') errors[name] = sentence
    else if (value.length > most) errors[name] = `C’est trop long : ${most} caractères au plus.`
    return value
  }
  const day = (name: string, sentence: string): Day => {
    const value = text(name)
    if (!isDay(value)) errors[name] = sentence
    return value
  }
  const amount = (name: string): Cents => {
    if (text(name) === '') return cents(0n)
    const read = readAmount(text(name))
    if (!read.ok) errors[name] = sentenceOfAmount(read.refusal)
    return read.ok ? read.value : cents(0n)
  }
  return { text, needed, day, amount }
}

const ACTIVITIES: readonly PaidActivity[] = ['non-economic', 'sieg', 'economic']
const REGIMES: readonly DeMinimis[] = ['general', 'sieg']

function readBeneficiaries(fields: Fields, errors: Record<string, string>): readonly Beneficiary[] {
  const rows = Array.from({ length: rowCountOf(fields) }, (_, index) => index + 1)
  const isFilled = (row: number) =>
    ['nom', 'numero', 'part'].some((name) => (fields[`${name}-${row}`] ?? '').trim() !== '')
  // A row left empty is no beneficiary; the first one is always expected.
  const kept = rows.filter((row) => row === 1 || isFilled(row))
  return kept.map((row) => {
    const name = (fields[`nom-${row}`] ?? '').trim()
    const number = (fields[`numero-${row}`] ?? '').replace(/[\s\u00a0\u202f]/g, '').toUpperCase()
    const isRna = /^W[0-9][0-9A-Z][0-9]{7}$/.test(number)
    if (name === '') errors[`nom-${row}`] = 'Écrivez le nom du bénéficiaire.'
    if (name.length > 300) errors[`nom-${row}`] = 'Ce nom est trop long : 300 caractères au plus.'
    if (!isRna && !isSiret(number)) errors[`numero-${row}`] = sentenceOfNumber(number)
    const share = kept.length === 1 && !(fields[`part-${row}`] ?? '').trim() ? WHOLE : readShare(fields[`part-${row}`])
    if (share === undefined) errors[`part-${row}`] = 'Écrivez la part en pour cent, de 1 à 100, par exemple 45.'
    return {
      name,
      siret: isRna ? null : number,
      rna: isRna ? number : null,
      isNaturalPerson: fields[`entrepreneur-${row}`] === 'oui',
      shareMillionths: share ?? 0,
    }
  })
}

function sentenceOfNumber(number: string): string {
  if (number === '') return 'Écrivez son SIRET (14 chiffres), ou son numéro RNA (comme W123456789).'
  if (/^\d{14}$/.test(number)) return 'Ce SIRET n’existe pas : un de ses chiffres est faux. Vérifiez-les un par un.'
  return 'Un SIRET a 14 chiffres, un numéro RNA un W et neuf chiffres. Vérifiez ce numéro.'
}

/** « 45 », « 33,3333 » in millionths. */
function readShare(text = ''): number | undefined {
  const read = /^(\d{1,3})(?:[.,](\d{1,4}))?\s*%?$/.exec(text.trim())
  const millionths = read ? Number(read[1]) * 10_000 + Number((read[2] ?? '').padEnd(4, '0')) : 0
  return millionths >= 10_000 && millionths <= WHOLE ? millionths : undefined
}

function readConditions(fields: Fields, errors: Record<string, string>): string {
  if (fields.conditions === 'unique' || fields.conditions === 'échelonné') return fields.conditions
  const words = (fields['autres-conditions'] ?? '').trim()
  if (fields.conditions !== 'autre') errors.conditions = 'Choisissez comment elle est versée.'
  else if (words === '') errors['autres-conditions'] = 'Dites comment elle est versée.'
  return words.slice(0, 256)
}

/** Beside which field a refusal of the whole is told. */
export const FIELD_OF: Readonly<Record<GrantRefusal, string>> = {
  'de-minimis-exceeded': 'minimis',
  'decision-not-enforceable': 'convention',
  'economic-basis-missing': 'base-economique',
  'shares-not-whole': 'part-1',
  'beneficiary-twice': 'numero-1',
  'signed-before-granted': 'convention',
  'beneficiary-missing': 'nom-1',
}

/** A grant as its form is filled. */
export function valuesOf(grant: Grant): Fields {
  const cash = grant.totalCents - (grant.inKindCents ?? 0n)
  const rows = grant.beneficiaries.flatMap((each, index): readonly (readonly [string, string])[] => [
    [`nom-${index + 1}`, each.name],
    [`numero-${index + 1}`, each.siret ?? each.rna ?? ''],
    [`part-${index + 1}`, String(each.shareMillionths / 10_000).replace('.', ',')],
    [`entrepreneur-${index + 1}`, each.isNaturalPerson ? 'oui' : ''],
  ])
  const isUsual = grant.conditions === 'unique' || grant.conditions === 'échelonné'
  return {
    objet: grant.purpose,
    dispositif: grant.scheme ?? '',
    lignes: String(grant.beneficiaries.length),
    ...Object.fromEntries(rows),
    argent: cash === 0n ? '' : euros(cash),
    nature: (grant.inKindCents ?? 0n) === 0n ? '' : euros(grant.inKindCents!),
    decision: grant.decisionId ?? '',
    reference: grant.decisionReference ?? '',
    accordee: grant.grantedOn,
    convention: grant.signedOn ?? '',
    base: grant.legalBasis ?? '',
    activite: grant.paidActivity ?? '',
    'base-economique': grant.economicBasis ?? '',
    minimis: grant.deMinimis ?? '',
    conditions: isUsual ? grant.conditions : 'autre',
    'autres-conditions': isUsual ? '' : grant.conditions,
    'verse-du': grant.paysFrom,
    'verse-au': grant.paysUntil ?? '',
    rae: grant.raeId ?? '',
    notifiee: grant.isEuNotified ? 'oui' : '',
  }
}

function euros(amount: bigint): string {
  return `${amount / 100n},${String(amount % 100n).padStart(2, '0')}`
}
