import { done, type Result, refuse } from '#kernel/result'
import { listEmailsOf } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { findVersionInUse, insertVersion, type MailTemplate, type MailWords, post, renderWords } from '#platform/mail'

export type TemplateRefusal = 'changed-meanwhile' | 'no-address'

/** Gives a kind of mail other words, from its next mail on; `words: null` goes back to ours. */
export function rewordMail(
  context: Context,
  input: {
    readonly submission: Submission
    readonly kind: string
    /** Number of the version one has read: 0 for ours. */
    readonly after: number
    readonly words: MailWords | null
    readonly neutral: MailWords | null
  },
): Promise<Result<null, TemplateRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, input.submission, async (transaction) => {
    const last = await findVersionInUse(transaction, input.kind)
    if ((last?.number ?? 0) !== input.after) return refuse('changed-meanwhile')
    const writtenBy = context.actor.kind === 'person' ? context.actor.id : null
    const { kind, words, neutral } = input
    const version = { id, kind, number: input.after + 1, words, neutral, writtenAt: context.now(), writtenBy }
    if (!(await insertVersion(transaction, version))) return refuse('changed-meanwhile')
    await recordAudit(transaction, context, {
      act: 'notices.mail-reworded',
      object: `mail-template:${kind}`,
      details: { version: version.number, isOurs: words === null },
    })
    return done(null)
  })
}

/** Sends to whoever asks how a mail reads, with examples in its fields. */
export function sendTest(
  context: Context,
  input: {
    readonly submission: Submission
    readonly template: MailTemplate
    readonly words: MailWords
    readonly personId: string
  },
): Promise<Result<null, TemplateRefusal | SubmissionRefusal>> {
  return inTransaction(context, input.submission, async (transaction) => {
    const [to] = await listEmailsOf(transaction, input.personId)
    if (to === undefined) return refuse('no-address')
    const { subject, paragraphs } = renderWords(input.words, examplesOf(input.template))
    await post(transaction, context, {
      to,
      personId: input.personId,
      kind: 'notices.template-test',
      subject: `Essai : ${subject}`,
      paragraphs,
    })
    return done(null)
  })
}

export function examplesOf({ fields }: MailTemplate): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map(({ name, example }) => [name, example]))
}
