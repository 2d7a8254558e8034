import { done, type Result, refuse } from '#kernel/result'
import { type Day, parisDay, type StepKind } from '#platform/archives'

type Fields = Readonly<Record<string, string>>

/** What a form said of a step. */
export type StepForm = {
  readonly kind: StepKind
  readonly signedBy: string
  readonly signedOn: Day
  readonly reference: string
}

const KINDS: readonly StepKind[] = ['visa', 'acknowledgment', 'abandon']

/** Reads the form of a step. @returns  a sentence a field */
export function readStep(fields: Fields, now: Date): Result<StepForm, Fields> {
  const kind = KINDS.find((each) => each === fields.etape)
  if (!kind) return refuse({ etape: 'Choisissez ce que vous voulez enregistrer.' })
  if (kind === 'abandon') {
    const reason = lineOf(fields.raison)
    if (reason === '') return refuse({ raison: 'Écrivez pourquoi, en quelques mots.' })
    return done({ kind, signedBy: '', signedOn: parisDay(now), reference: reason })
  }
  const reference = lineOf(fields.reference)
  const signedBy = lineOf(fields.signataire)
  const day = readDay(fields.jour)
  const errors = {
    ...(signedBy === '' && { signataire: 'Écrivez le nom et la fonction de qui a signé.' }),
    ...(day === undefined && { jour: NO_DAY }),
    ...(reference === '' && { reference: 'Écrivez le numéro porté sur le document.' }),
  }
  if (day === undefined || Object.keys(errors).length > 0) return refuse(errors)
  return done({ kind, signedBy, signedOn: day, reference })
}

export const NO_DAY = 'Écrivez un jour, comme 2026-03-02.'

/** @returns  undefined when it is no day of the calendar */
export function readDay(typed: string | undefined): Day | undefined {
  const text = (typed ?? '').trim()
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const moment = new Date(`${text}T00:00:00Z`)
  const isReal =
    Number(year) >= 1900 && moment.getUTCMonth() + 1 === Number(month) && moment.getUTCDate() === Number(day)
  return isReal ? text : undefined
}

/** One line of 200 characters at most. */
export function lineOf(typed: string | undefined): string {
  return (typed ?? '')
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200)
}
