import type { Context as HonoContext } from 'hono'
import { listOwnAddresses } from '#modules/accounts'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { FORM_SENTENCES, type FormRefusal, sentFields, theVisitor, type Visitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { Owner } from '../store/index.ts'

/** For whom one acts: oneself, or the person one acts for. */
export async function ownerOf(context: Context, visitor: Visitor): Promise<Owner> {
  const personId = visitor.actingFor?.personId ?? visitor.personId
  return { personId, addresses: await listOwnAddresses(context.db, personId) }
}

/** The name of the person one acts for, said on every page of theirs. */
export async function actingOn(c: HonoContext): Promise<string | undefined> {
  return (await theVisitor(c)).actingFor?.displayName
}

export async function ownerOn(c: HonoContext, context: Context): Promise<Owner> {
  return ownerOf(context, await theVisitor(c))
}

/** A form whose keys are not those of this browser: it comes back as it was sent. */
export async function staleState(c: HonoContext, refusal: FormRefusal): Promise<FormState> {
  const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
  return { values, errors: {}, problem: FORM_SENTENCES[refusal] }
}

/** The sentence of a refusal, that of a form sent twice with other answers included. */
export function sentenceIn<Refusal extends string>(
  sentences: Readonly<Record<Refusal, string>>,
  refusal: Refusal | SubmissionRefusal,
): string {
  return refusal === 'submission-reused' ? SUBMISSION_SENTENCES['submission-reused'] : sentences[refusal as Refusal]
}

/** Positions of the sessions ticked in a form; what is no position is passed over. */
export function positionsIn(typed: readonly string[] = []): readonly number[] {
  return typed.filter((each) => /^\d{1,3}$/.test(each)).map(Number)
}
