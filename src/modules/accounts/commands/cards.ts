import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { post } from '#platform/mail'
import type { Visitor } from '#platform/sessions'
import { drawCardNumber } from '../card-number.ts'
import { drawCardCode, hashOfCode } from '../codes.ts'
import { readName } from '../person-fields.ts'
import { seededBytes } from '../seeded-bytes.ts'
import * as store from '../store/index.ts'
import { noteOfWays } from './telling.ts'

export type CardPersonRefusal = 'name-missing' | 'person-unknown'

/** `code` is shown once, on the answer, and kept nowhere. */
export type IssuedCard = { readonly person: store.Person; readonly number: string; readonly code: string }

/** Somebody new, without an address, entered at the desk. */
export function enterPerson(
  context: Context,
  input: { readonly submission: Submission; readonly name: string },
): Promise<Result<{ readonly personId: string }, CardPersonRefusal | SubmissionRefusal>> {
  const personId = context.newId()
  return inTransaction(context, input.submission, async (transaction) => {
    const displayName = readName(input.name)
    if (displayName === undefined) return refuse('name-missing')
    await store.insertPerson(transaction, { id: personId, displayName }, context.now())
    await recordAudit(transaction, context, { act: 'accounts.person-entered', object: `person:${personId}` })
    return done({ personId })
  })
}

/** Gives a person a card; the one they had opens nothing any more. */
export async function issueCard(
  context: Context,
  input: { readonly submission: Submission; readonly visitor: Visitor; readonly personId: string },
): Promise<Result<IssuedCard, CardPersonRefusal | SubmissionRefusal>> {
  // Drawn from the form's key, so that a page reloaded shows the same card and not a second one.
  const random = seededBytes(context.keyFor('drawn cards'), input.submission.key)
  const [number, code, cardId] = [drawCardNumber(random), drawCardCode(random), context.newId()]
  const result = await inTransaction(context, input.submission, async (transaction) => {
    const person = await store.findPerson(transaction, input.personId)
    if (!person) return refuse('person-unknown')
    await store.lockPerson(transaction, person.id)
    const replaced = await store.revokeCardOf(transaction, person.id, context.now())
    await store.insertCard(transaction, {
      id: cardId,
      personId: person.id,
      number,
      codeHash: hashOfCode(context.keyFor('card codes'), number, code),
      issuedBy: input.visitor.personId,
      issuedAt: context.now(),
    })
    const object = `person:${person.id}`
    await recordAudit(transaction, context, { act: 'accounts.card-issued', object, details: { replaced } })
    await tellOfCard(transaction, context, person.id)
    return done({ personId: person.id })
  })
  if (!result.ok) return result
  const person = await store.findPerson(context.db, result.value.personId)
  return person ? done({ person, number, code }) : refuse('person-unknown')
}

/** A card opens an account: whoever reads its addresses learns that there is one, and stops it if it is not theirs. */
async function tellOfCard(transaction: Transaction<DB>, context: Context, personId: string): Promise<void> {
  const { serviceName } = context.settings
  for (const address of await store.listEmailsOf(transaction, personId)) {
    await post(transaction, context, {
      to: address,
      kind: 'accounts.card-issued',
      subject: `Une carte pour votre compte sur ${serviceName}`,
      paragraphs: [
        `Bonjour, un agent de ${serviceName} vient de faire une carte pour votre compte. Avec cette carte et son code, on se connecte sans e-mail. La carte d’avant, s’il y en avait une, ne marche plus.`,
        'Si vous l’avez demandée, il n’y a rien à faire. Sinon, ouvrez la page ci-dessous, déclarez la carte perdue, fermez vos connexions, puis écrivez-nous.',
        { label: 'Voir ma carte et mes connexions', href: '/mon-espace/compte' },
      ],
    })
  }
  const sentence = `Un agent de ${serviceName} a fait une carte pour votre compte : avec elle et son code, on se connecte sans e-mail.`
  await noteOfWays(transaction, context, { personId, sentence, href: '/mon-espace/compte' })
}
