import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { tell } from '#platform/notices'
import { type DeclarationDraft, type DeclarationRefusal, MOST_WAITING } from '../../claims/declaring.ts'
import { OWN_PAGE } from '../../claims/subjects.ts'
import * as store from '../../store/claims/index.ts'
import { isKeptOut, liftWithdrawal, lockChoices, WITHDRAWAL_KEY } from '../../store/index.ts'
import { deciderOf, personOf } from './actor.ts'

/**
 * Tells of a structure the directory does not show; an agent reads before anything is shown. Whether it asked not to be
 * shown is not said here: anybody may try a number.
 */
export function declareStructure(
  context: Context,
  input: { readonly submission: Submission; readonly draft: DeclarationDraft },
): Promise<Result<{ readonly id: string }, DeclarationRefusal | SubmissionRefusal>> {
  const [id, personId] = [context.newId(), personOf(context)]
  type Declared = { readonly id: string }
  return inTransaction<Declared, DeclarationRefusal>(context, input.submission, async (transaction) => {
    if (await store.findKnownSlug(transaction, input.draft)) return refuse('known-already')
    if ((await store.countWaitingBy(transaction, personId)) >= MOST_WAITING) return refuse('too-many')
    await store.insertDeclaration(transaction, { ...input.draft, id, personId, at: context.now() })
    await recordAudit(transaction, context, { act: 'directory.structure-declared', object: `declaration:${id}` })
    return done({ id })
  })
}

/**
 * Puts a declared structure in the directory, or refuses it with the reason; who declared it is told.
 *
 * @param comesBack  it asked not to be shown, and asks itself to come back
 */
export function answerDeclaration(
  context: Context,
  input: {
    readonly submission: Submission
    readonly id: string
    readonly accepts: boolean
    readonly comesBack: boolean
    readonly reason: string
  },
): Promise<Result<void, DeclarationRefusal | SubmissionRefusal>> {
  const structureId = context.newId()
  const reason = input.reason.trim()
  return inTransaction<void, DeclarationRefusal>(context, input.submission, async (transaction) => {
    // A file put in force at the same time may bring the same structure: one comes after the other.
    await lockChoices(transaction)
    const declaration = await store.lockDeclaration(transaction, input.id)
    if (!declaration) return refuse('declaration-unknown')
    if (declaration.state !== 'waiting') return refuse('state-moved')
    const stamp = { by: deciderOf(context), at: context.now() }
    let slug: string | null = null
    if (input.accepts) {
      if (await store.findKnownSlug(transaction, declaration)) return refuse('known-already')
      const key = context.keyFor(WITHDRAWAL_KEY)
      if (await isKeptOut(transaction, declaration, key)) {
        if (!input.comesBack) return refuse('kept-out')
        await liftWithdrawal(transaction, declaration, key)
      }
      const shown = await store.insertDeclared(transaction, { ...declaration, id: structureId, at: stamp.at })
      slug = shown.slug
      const accepted = { ...stamp, state: 'accepted', structureId: shown.id, reason: null } as const
      await store.setDeclaration(transaction, input.id, accepted)
      await broadcast(transaction, 'published', 'annuaire')
    } else {
      if (reason.length < 5 || reason.length > 500) return refuse('reason-missing')
      await store.setDeclaration(transaction, input.id, { ...stamp, state: 'refused', structureId: null, reason })
    }
    const state = input.accepts ? 'accepted' : 'refused'
    await recordAudit(transaction, context, {
      act: `directory.declaration-${state}`,
      object: `declaration:${input.id}`,
    })
    await tell(transaction, context, {
      subject: OWN_PAGE,
      object: `declaration:${input.id}`,
      state,
      people: { ids: declaration.personId === null ? [] : [declaration.personId] },
      sentence: input.accepts
        ? 'La structure que vous avez déclarée est dans l’annuaire.'
        : 'La structure que vous avez déclarée n’entre pas dans l’annuaire. La raison est sur la page de vos demandes.',
      href: slug === null ? '/mon-espace/annuaire' : `/annuaire/${slug}`,
    })
    return done(undefined)
  })
}
