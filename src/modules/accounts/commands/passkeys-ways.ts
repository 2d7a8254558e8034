import type { Transaction } from 'kysely'
import type { Result } from '#kernel/result'
import type { DB } from '#platform/database'
import type { ProviderName } from '#platform/identity'
import type { Visitor } from '#platform/sessions'
import { decideRemoving, isHouseProvider } from '../identity/index.ts'
import * as store from '../store/index.ts'

/** Whether one strong way of this person may go; two that go at once wait for one another. */
export async function strongWayMayGo(
  transaction: Transaction<DB>,
  visitor: Visitor,
  offered: readonly ProviderName[],
): Promise<Result<null, 'last-strong-way'>> {
  const { personId } = visitor
  await store.lockPerson(transaction, personId)
  const passkeys = await store.listPasskeysOf(transaction, personId)
  const authenticator = await store.findAuthenticator(transaction, personId)
  const identities = await store.listIdentitiesOf(transaction, personId)
  const vouching = identities.filter(({ provider }) => isHouseProvider(provider) && offered.includes(provider))
  return decideRemoving(
    { passkeys: passkeys.length, hasAuthenticator: authenticator !== undefined, houseIdentities: vouching.length },
    visitor,
  )
}
