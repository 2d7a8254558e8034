import { isSiret } from '#kernel/perimeter'
import { done, type Result, refuse } from '#kernel/result'

export type PayeeFault = 'name-missing' | 'siret-unreadable'

/** Who will be paid, as typed: a legal person by its SIRET, a natural one by a name that is never published. */
export type PayeeWords =
  | { readonly kind: 'legal'; readonly siret: string; readonly name: string }
  | { readonly kind: 'natural'; readonly siret: null; readonly name: string }

/** Reads who is paid. Spaces inside a SIRET do not count. */
export function readPayee(typed: {
  readonly kind: 'legal' | 'natural'
  readonly siret: string
  readonly name: string
}): Result<PayeeWords, PayeeFault> {
  const name = typed.name.toWellFormed().trim().replace(/\s+/g, ' ').slice(0, 200)
  if (name === '') return refuse('name-missing')
  if (typed.kind === 'natural') return done({ kind: 'natural', siret: null, name })
  const siret = typed.siret.replace(/\s/g, '')
  return isSiret(siret) ? done({ kind: 'legal', siret, name }) : refuse('siret-unreadable')
}

/** Whether two names are one, however they are accented, spaced or capitalised. */
export function isSameName(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

function plain(name: string): string {
  const letters = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return letters.replaceAll(/[^a-z0-9]+/g, '')
}

/** How the public reads who is paid: the name of a natural person never is. */
export function publicNameOf({ kind, name }: { readonly kind: 'legal' | 'natural'; readonly name: string }): string {
  return kind === 'legal' ? name : 'Une personne'
}
