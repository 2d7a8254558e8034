import { StoppedError } from './asking.ts'
import { make } from './dom.ts'
import type { Explained } from './messages.ts'
import { notice } from './notice.ts'

/** Sentences for all, the arithmetic one tap below. */
export function explained({ sentences, reckoning }: Explained): Node {
  return make(
    'div',
    { class: 'explained' },
    ...sentences.map((sentence) => make('p', {}, sentence)),
    reckoning.length > 0 &&
      make(
        'details',
        {},
        make('summary', {}, 'Le calcul'),
        make('ul', { class: 'reckoning' }, ...reckoning.map((line) => make('li', {}, line))),
      ),
  )
}

export function failedHere(error: unknown): Node {
  if (error instanceof StoppedError) {
    return make('p', { role: 'alert' }, 'Calcul arrêté. Changez un réglage pour compter à nouveau.')
  }
  console.warn(error)
  return notice('error', 'L’explication n’a pas pu être calculée.', 'Rechargez la page, puis recommencez.')
}
