import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import * as store from './store.ts'

export { forgetUploader } from './store.ts'

/** What a person sent while signed in, for their copy of what is kept. */
export async function attachmentsOfPerson(db: Kysely<DB>, personId: string) {
  return (await store.listOfPerson(db, personId)).map(({ name, sizeBytes, receivedAt, alternative }) => ({
    Nom: name,
    Octets: sizeBytes,
    'Reçue le': receivedAt,
    Description: alternative,
  }))
}
