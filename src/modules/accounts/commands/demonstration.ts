import { createHash } from 'node:crypto'
import { done, type Result } from '#kernel/result'
import { actingAs, type Context } from '#platform/context'
import { inTransaction, type SubmissionRefusal } from '#platform/database'
import { hashOfCode } from '../codes.ts'
import type { GrantedRole } from '../roles/model.ts'
import { insertCard } from '../store/cards.ts'
import { listKnownPeople } from '../store/demonstration.ts'
import { insertEmail } from '../store/emails.ts'
import { insertPerson } from '../store/people.ts'
import { grantForDemonstration } from './roles-console.ts'

/** Somebody invented. */
export type FictitiousPerson = {
  /** The same in every demonstration. */
  readonly id: string
  readonly displayName: string
  /** Several may share one, as a household does. Null: they come by a card. */
  readonly email: string | null
  readonly roles: readonly GrantedRole[]
  /** Printed in the demonstration's own file: there it opens an invented person's account and nothing else. */
  readonly card?: { readonly number: string; readonly code: string; readonly issuedBy: string } | undefined
}

/**
 * Gives the demonstration its people, each with an address and roles in force from today. Those who are there already
 * stay as they are, those who were erased too.
 *
 * @returns how many are new
 */
export async function seedPeople(
  context: Context,
  people: readonly FictitiousPerson[],
): Promise<Result<number, SubmissionRefusal>> {
  const ids = people.map(({ id }) => id)
  const known = await listKnownPeople(context.db, ids)
  if (ids.every((id) => known.has(id))) return done(0)

  const acting = actingAs(context, { kind: 'machine', name: 'demonstration' })
  const key = createHash('sha256').update(JSON.stringify(people)).digest('hex')
  const drafts = people.map((person) => ({
    ...person,
    cardId: context.newId(),
    grants: person.roles.map((role) => ({ id: context.newId(), role })),
  }))
  return inTransaction(acting, { key, body: 'demonstration' }, async (transaction) => {
    const there = await listKnownPeople(transaction, ids)
    const added = drafts.filter(({ id }) => !there.has(id))
    for (const { id, displayName, email, grants } of added) {
      await insertPerson(transaction, { id, displayName, isFictitious: true }, context.now())
      if (email !== null) await insertEmail(transaction, { personId: id, address: email, verifiedAt: context.now() })
      for (const grant of grants) await grantForDemonstration(transaction, acting, { ...grant, personId: id })
    }
    // Once everybody is there: a card is given by somebody.
    for (const { id: personId, cardId: id, card } of added) {
      if (!card) continue
      const codeHash = hashOfCode(context.keyFor('card codes'), card.number, card.code)
      await insertCard(transaction, { ...card, id, personId, codeHash, issuedAt: context.now() })
    }
    return done(added.length)
  })
}
