import type { Transaction } from 'kysely'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import type { Role } from '#platform/sessions'
import { isFollowedByMany, tellLater } from './many.ts'
import { insertMessages } from './messages.ts'
import type { NoticeSubject } from './subjects.ts'

/** A change of state, and those it concerns. */
export type Change = {
  readonly subject: NoticeSubject
  /** What changed, as « event:0198… ». */
  readonly object: string
  /** What it became, as « published ». A state that comes back has a number: « moved-3 ». */
  readonly state: string
  readonly people: Concerned
  /** Where it happens; without, it is for the whole territory. */
  readonly place?: { readonly communeCode: string } | undefined
  /** What happened, in one sentence for the person told, 500 characters at most. */
  readonly sentence: string
  /** The same in neutral words, used in the periods before elections. */
  readonly neutralSentence?: string | undefined
  /** Where one reads more or acts: a path of the site. */
  readonly href: string
  /** It cannot be refused; by default as its subject says. */
  readonly isService?: boolean | undefined
  /** The act has written to them itself, by mail or letter: it is put among their messages, and nothing more leaves. */
  readonly isWritten?: boolean | undefined
}

/** All of these, each person once. */
export type Concerned = {
  readonly ids?: readonly string[] | undefined
  /** Those who follow the place and have not said « never » to the subject; without a place, those who follow any. */
  readonly followers?: boolean | undefined
  /** Those who hold one of these roles today, on the whole territory or on `roleObject`. */
  readonly roles?: readonly Role[] | undefined
  readonly roleObject?: string | undefined
}

/**
 * Tells everyone concerned by a change, in the transaction of the act that made it: once for each person, object and state,
 * however often it is called. Each finds it in their messages at once; mails and letters follow by jobs, as each has chosen.
 *
 * People who are erased or unknown are passed over. Followers too many for one act are told by a job, soon after.
 *
 * @returns  how many people were told now
 */
export async function tell(transaction: Transaction<DB>, context: Context, change: Change): Promise<number> {
  assert(/^\/(?![/\\])/.test(change.href), 'a message leads to a page of the site')
  const isLater = change.people.followers && (await isFollowedByMany(transaction, change.place?.communeCode))
  const told = {
    ...change,
    people: { ...change.people, followers: change.people.followers && !isLater },
    isService: change.isService ?? change.subject.isService ?? false,
    toldBy: context.actor.kind === 'person' ? context.actor.id : null,
    toldAt: context.now(),
  }
  // Identifiers are made of the seed and of each person's: people are many, and the statement one.
  const written = { ...told, seed: context.newId(), writtenAt: told.toldAt }
  const { count, isUrgent } = await insertMessages(transaction, written)
  if (isUrgent) await context.enqueue(transaction, 'notices.send', {})
  if (isLater) await tellLater(transaction, context, told)
  return count
}
