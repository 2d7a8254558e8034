import type { Transaction } from 'kysely'
import { assert, done, type Result, refuse } from '#kernel/result'
import { decideProxy } from '#kernel/weighted'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { slugOf } from '../../model.ts'
import { type AssemblyRefusal, decideSession } from '../../sealed/assembly/decide.ts'
import type { AssemblyDraft, ReadMember } from '../../sealed/assembly/forms.ts'
import type { Assembly } from '../../sealed/assembly/model.ts'
import { hashOfPrintedCode, printedCode } from '../../sealed/evidence-code.ts'
import * as store from '../../store/assemblies/index.ts'

export type Act = { readonly submission: Submission }
export type OfAssembly = Act & { readonly assemblyId: string }
export type Outcome<Value> = Promise<Result<Value, AssemblyRefusal | SubmissionRefusal>>

/** Begins the preparation of an assembly. Its address comes from its title and its year, and stays. */
export function createAssembly(
  context: Context,
  { submission, draft, heldOn }: Act & { readonly draft: AssemblyDraft; readonly heldOn: string },
): Outcome<{ readonly slug: string }> {
  const [id, codeSeed] = [context.newId(), context.random(32)]
  return inTransaction<{ readonly slug: string }, never>(context, submission, async (transaction) => {
    const slug = await freeSlug(transaction, `${draft.title} ${heldOn.slice(0, 4)}`)
    const stamp = { createdBy: personOf(context), createdAt: context.now() }
    await store.insertAssembly(transaction, { ...draft, id, slug, heldOn, codeSeed, ...stamp })
    await record(transaction, context, 'assembly-created', id)
    return done({ slug })
  })
}

/** Members, by name and college: the list takes the place of the one before, and the codes printed with it. */
export function listMembers(
  context: Context,
  { submission, assemblyId, members }: OfAssembly & { readonly members: readonly ReadMember[] },
): Outcome<{ readonly count: number }> {
  const ids = members.map(() => context.newId())
  const key = context.keyFor(CODES)
  return inPreparation(context, { submission, assemblyId }, async (transaction, { id, codeSeed }) => {
    if (members.length === 0) return refuse('nobody-listed')
    assert(codeSeed, 'an assembly in preparation makes codes')
    const rows = members.map((member, at) => {
      const code = printedCode(key, codeSeed, at + 1)
      return { ...member, id: ids[at]!, number: at + 1, codeHash: hashOfPrintedCode(key, id, code) }
    })
    await store.replaceMembers(transaction, id, rows)
    await record(transaction, context, 'assembly-members-listed', id, { members: members.length })
    return done({ count: members.length })
  })
}

/** Opens the session: from now on neither members nor colleges change. */
export function openSession(context: Context, { submission, assemblyId }: OfAssembly): Outcome<null> {
  return onAssembly<null>(context, { submission, assemblyId }, async (transaction, assembly) => {
    const decision = decideSession(assembly, await store.readRoom(transaction, assembly.id))
    if (!decision.ok) return decision
    await store.updateState(transaction, assembly.id, 'session')
    await record(transaction, context, 'assembly-opened', assembly.id)
    return done(null)
  })
}

/** Ends it for good: nobody votes any more, and no code is printed again. */
export function endSession(context: Context, { submission, assemblyId }: OfAssembly): Outcome<null> {
  return onAssembly<null>(context, { submission, assemblyId }, async (transaction, assembly) => {
    if (assembly.state !== 'session') return refuse(assembly.state === 'over' ? 'assembly-over' : 'not-in-session')
    const questions = await store.listQuestions(transaction, assembly.id)
    if (questions.some(({ state }) => state === 'open')) return refuse('still-open')
    await store.updateState(transaction, assembly.id, 'over')
    await record(transaction, context, 'assembly-ended', assembly.id)
    return done(null)
  })
}

/** Somebody signs in at the door, or leaves. */
export function markPresence(
  context: Context,
  { submission, assemblyId, memberId, isHere }: OfAssembly & { readonly memberId: string; readonly isHere: boolean },
): Outcome<null> {
  return onAssembly<null>(context, { submission, assemblyId }, async (transaction, assembly) => {
    if (assembly.state === 'over') return refuse('assembly-over')
    const { members } = await store.readRoom(transaction, assembly.id)
    if (!members.some(({ id }) => id === memberId)) return refuse('member-unknown')
    if (isHere) await store.insertPresence(transaction, assembly.id, memberId, context.now())
    else await store.deletePresence(transaction, memberId)
    return done(null)
  })
}

/** A member who is away lets another vote for them. */
export function giveProxy(
  context: Context,
  { submission, assemblyId, giver, holder }: OfAssembly & { readonly giver: string; readonly holder: string },
): Outcome<null> {
  return onAssembly<null>(context, { submission, assemblyId }, async (transaction, assembly) => {
    if (assembly.state === 'over') return refuse('assembly-over')
    const { members, proxies, present } = await store.readRoom(transaction, assembly.id)
    const isKnown = (member: string) => members.some(({ id }) => id === member)
    if (!isKnown(giver) || !isKnown(holder)) return refuse('member-unknown')
    const decision = decideProxy(proxies, { giver, holder }, { present, cap: assembly.proxyCap })
    if (!decision.ok) return decision
    await store.insertProxy(transaction, assembly.id, decision.value, context.now())
    await record(transaction, context, 'assembly-proxy-given', assembly.id, { giver, holder })
    return done(null)
  })
}

export function withdrawProxy(
  context: Context,
  { submission, assemblyId, giver }: OfAssembly & { readonly giver: string },
): Outcome<null> {
  return onAssembly<null>(context, { submission, assemblyId }, async (transaction, assembly) => {
    if (assembly.state === 'over') return refuse('assembly-over')
    const { proxies } = await store.readRoom(transaction, assembly.id)
    if (!proxies.some((proxy) => proxy.giver === giver)) return refuse('member-unknown')
    await store.deleteProxy(transaction, giver)
    await record(transaction, context, 'assembly-proxy-withdrawn', assembly.id, { giver })
    return done(null)
  })
}

/** What members' codes are made with, of this installation. */
export const CODES = 'codes of members of assemblies'

/** An act about an assembly, alone on it until it is over. */
export function onAssembly<Value>(
  context: Context,
  { submission, assemblyId }: OfAssembly,
  act: (transaction: Transaction<DB>, assembly: Assembly) => Promise<Result<Value, AssemblyRefusal>>,
): Outcome<Value> {
  return inTransaction<Value, AssemblyRefusal>(context, submission, async (transaction) => {
    const assembly = await store.lockAssembly(transaction, assemblyId)
    return assembly ? act(transaction, assembly) : refuse('assembly-unknown')
  })
}

function inPreparation<Value>(
  context: Context,
  of: OfAssembly,
  act: (transaction: Transaction<DB>, assembly: Assembly) => Promise<Result<Value, AssemblyRefusal>>,
): Outcome<Value> {
  return onAssembly<Value>(context, of, async (transaction, assembly) =>
    assembly.state === 'preparation' ? act(transaction, assembly) : refuse('session-begun'),
  )
}

export async function record(
  transaction: Transaction<DB>,
  context: Context,
  act: string,
  id: string,
  details: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  await recordAudit(transaction, context, { act: `ballots.${act}`, object: `assembly:${id}`, details })
}

export function personOf({ actor }: Context): string {
  assert(actor.kind === 'person', 'a person runs an assembly')
  return actor.id
}

async function freeSlug(transaction: Transaction<DB>, title: string): Promise<string> {
  const bare = slugOf(title).slice(0, 70).replace(/-+$/, '')
  for (let rank = 1; ; rank++) {
    const slug = rank === 1 ? bare : `${bare}-${rank}`
    if (slug !== 'nouvelle' && !(await store.isAssemblySlugTaken(transaction, slug))) return slug
  }
}
