import type { Kysely, Transaction } from 'kysely'
import type { PersonalDataKind } from '#platform/context'
import type { DB } from '#platform/database'
import { countSeatsOf, endFreeSeatsOf, listEverySeatOf } from './store/sealed/index.ts'

/** Places that people hold in polls: no name, an opaque link to their account. */
export const seatPersonalData: readonly PersonalDataKind[] = [
  {
    what: 'Votre place dans un vote : bureau, commission de contrôle, saisie du papier',
    purpose: 'Savoir qui garde une part de la clé et qui décide des votes signalés.',
    basis: 'mission d’intérêt public (RGPD art. 6.1.e)',
    kept: 'Tant que le vote n’est pas fini',
    fate: 'élimination',
    seenBy: 'Les agents chargés du vote et son bureau',
    stays:
      'Une place dans un vote en cours reste jusqu’à son résultat : sans elle, personne ne saurait qui garde la part (RGPD, 17.3 b).',
    tables: ['poll_seat'],
    purge: null,
  },
]

/** What they take away. */
export async function exportSeats(db: Kysely<DB>, personId: string): Promise<Readonly<Record<string, unknown>>> {
  const seats = await listEverySeatOf(db, personId)
  return seats.length === 0 ? {} : { 'Places dans des votes': seats }
}

/** Seats of polls that do not run go at once. */
export async function eraseSeats(transaction: Transaction<DB>, personId: string): Promise<readonly string[]> {
  await endFreeSeatsOf(transaction, personId)
  const left = await countSeatsOf(transaction, personId)
  return left === 0
    ? []
    : [
        'Votre place dans un vote en cours reste jusqu’à son résultat, sans votre nom : il faut savoir qui garde la part.',
      ]
}
