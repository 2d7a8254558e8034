import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { listEmailsOf } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context, Contributions } from '#platform/context'
import {
  type DB,
  inTransaction,
  SUBMISSION_SENTENCES,
  type Submission,
  type SubmissionRefusal,
} from '#platform/database'
import { post } from '#platform/mail'
import { contextOf, type Visitor } from '#platform/sessions'

/** Why an account is not erased; gravest first. */
export type ErasureRefusal =
  | { readonly kind: 'acting' }
  /** A module stands in the way, and says what to do. */
  | { readonly kind: 'obstacle'; readonly sentence: string }
  | { readonly kind: 'signed-in-long-ago' }
  | { readonly kind: 'not-confirmed' }

/** The word to type. */
export const ERASING_WORD = 'effacer'

const RECENT_MS = 15 * 60_000

/** Who was at the screen a while ago may have left it open: what cannot be undone needs a fresh sign-in. */
export function isRecent(visitor: Visitor, now: Date): boolean {
  return now.getTime() - visitor.signedInAt.getTime() <= RECENT_MS
}

/** Whether this visitor may erase the account they are signed in with. */
export function decideErasure(visitor: Visitor, isConfirmed: boolean, now: Date): Result<null, ErasureRefusal> {
  if (visitor.actingFor) return refuse({ kind: 'acting' })
  if (!isRecent(visitor, now)) return refuse({ kind: 'signed-in-long-ago' })
  if (!isConfirmed) return refuse({ kind: 'not-confirmed' })
  return done(null)
}

/**
 * Erases a person's account: every module erases what may go, in one transaction, and a last mail says it.
 *
 * @returns  what went and what stays, a sentence each
 * @see      RGPD, art. 17
 */
export function eraseAccount(
  context: Context,
  visitor: Visitor,
  input: { readonly submission: Submission; readonly isConfirmed: boolean },
): Promise<Result<readonly string[], ErasureRefusal | SubmissionRefusal>> {
  const acting = contextOf(context, visitor)
  const { personId } = visitor
  return inTransaction(acting, input.submission, async (transaction) => {
    const now = context.now()
    const decision = decideErasure(visitor, input.isConfirmed, now)
    if (!decision.ok) return decision
    for (const { erasureObstacle } of context.contributions) {
      const sentence = await erasureObstacle?.(transaction, personId, now)
      if (sentence !== undefined) return refuse({ kind: 'obstacle', sentence })
    }

    const [address] = await listEmailsOf(transaction, personId)
    const told = await eraseFrom(context.contributions, transaction, personId, now)
    await recordAudit(transaction, acting, { act: 'space.person-erased', object: `person:${personId}` })
    if (address !== undefined) await post(transaction, acting, goodbye(address, told))
    return done(told)
  })
}

/**
 * Erases a person from every module, the last module first: what leans on a person or on their address goes before them.
 *
 * @returns  what went and what stays, a sentence each
 */
export async function eraseFrom(
  contributions: Contributions,
  transaction: Transaction<DB>,
  personId: string,
  now: Date,
): Promise<readonly string[]> {
  const told: string[] = []
  for (const { erasePerson } of contributions.toReversed()) {
    told.unshift(...((await erasePerson?.(transaction, personId, now)) ?? []))
  }
  return told
}

/** The sentence for each refusal. */
export function sentenceOfErasure(refusal: ErasureRefusal | SubmissionRefusal): string {
  if (refusal === 'submission-reused') return SUBMISSION_SENTENCES[refusal]
  return refusal.kind === 'obstacle' ? refusal.sentence : SENTENCES[refusal.kind]
}

const SENTENCES: Record<Exclude<ErasureRefusal['kind'], 'obstacle'>, string> = {
  acting:
    'Vous agissez pour quelqu’un d’autre : seule cette personne peut effacer son compte. Arrêtez d’abord d’agir pour elle.',
  'signed-in-long-ago': 'Vous êtes connecté depuis un moment. Reconnectez-vous, pour être sûr que c’est bien vous.',
  'not-confirmed': `Écrivez « ${ERASING_WORD} » pour confirmer.`,
}

// The address itself goes with this mail, a day later.
function goodbye(to: string, told: readonly string[]) {
  return {
    to,
    kind: 'space.person-erased',
    subject: 'Votre compte est effacé',
    paragraphs: [
      'Bonjour,',
      'Votre compte est effacé, comme vous l’avez demandé.',
      ...told,
      'Ce courriel est le dernier. Vous pouvez revenir quand vous voulez, avec un compte neuf.',
    ],
    keptDays: 1,
  }
}
