/** Why the press made nothing: neither the model nor the data is at fault, as far as can be told. */
export type PressFailure = 'too-long' | 'too-heavy' | 'stopped' | 'failed'

export const PRESS_SENTENCES: Readonly<Record<PressFailure, string>> = {
  'too-long': 'La fabrication a duré plus d’une minute et a été arrêtée. Réessayez, ou faites un document plus court.',
  'too-heavy': 'Ce document demande trop de mémoire. Faites-le en plusieurs parties.',
  stopped: 'Le service s’arrêtait pendant la fabrication. Réessayez dans une minute.',
  failed: 'Le document n’a pas pu être fabriqué. Réessayez ; si cela recommence, prévenez l’administrateur.',
}

export class PressError extends Error {
  override readonly name = 'PressError'
  readonly failure: PressFailure

  /** @param complaint  what the child said: for the log, never for a page */
  constructor(failure: PressFailure, complaint: string) {
    super(`The press ${failure}: ${complaint.slice(0, 2000)}`)
    this.failure = failure
  }
}
