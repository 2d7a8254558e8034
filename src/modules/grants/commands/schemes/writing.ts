import type { FormDefinition } from '#kernel/forms'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type AskedPart, type DossierRefusal, writingIn } from '../../schemes/index.ts'
import * as store from '../../store/schemes/index.ts'
import { actorOf } from './acting.ts'
import { formOf, type Hand, type Held, holdDossier, type Transaction } from './dossiers.ts'

/** What was typed in one question. */
export type TypedAnswer = {
  readonly section: string
  readonly entry: string
  readonly field: string
  readonly texts: readonly string[]
  /** Version of the answer the page showed; 0: it showed none. */
  readonly readAt: number
}

/** What became of a page: what was kept, and what somebody else had changed meanwhile. */
export type Kept = {
  readonly saved: number
  /** Questions whose answer is not the one the page showed: nothing of them was changed. */
  readonly conflicts: readonly string[]
}

const MOST_CHARACTERS = 200_000

/**
 * Keeps what was typed, question by question, whether it can be read or not: a draft keeps everything. A question that
 * somebody else changed meanwhile is left as it is and told, so that both texts can be shown.
 *
 * @param isSure  writes over what somebody else wrote: both texts were shown
 */
export function writeAnswers(
  context: Context,
  input: {
    readonly submission: Submission
    readonly dossierId: string
    readonly hand: Hand
    readonly answers: readonly TypedAnswer[]
    readonly isSure: boolean
  },
): Promise<Result<Kept, DossierRefusal | SubmissionRefusal>> {
  const { submission, dossierId, hand, answers, isSure } = input
  const by = actorOf(context)
  return inTransaction<Kept, DossierRefusal>(context, submission, async (transaction) => {
    const found = await holdDossier(transaction, dossierId, hand === 'team' ? by : undefined)
    if (!found.ok) return found
    const refusal = await refusalToWrite(transaction, found.value, answers)
    if (refusal) return refuse(refusal)
    const known = new Map((await store.listAnswers(transaction, dossierId)).map((answer) => [placeOf(answer), answer]))
    const conflicts: string[] = []
    let saved = 0
    for (const typed of answers) {
      const there = known.get(placeOf(typed))
      if (isSame(there?.texts ?? [], typed.texts)) continue
      if (there && there.version !== typed.readAt && !isSure) {
        conflicts.push(typed.field)
        continue
      }
      const version = (there?.version ?? 0) + 1
      await store.writeAnswer(transaction, dossierId, { ...typed, version, writtenBy: by, writtenAt: context.now() })
      saved += 1
    }
    return done({ saved, conflicts })
  })
}

/** Adds one more of what is asked several times: a partner, an action. */
export function addEntry(
  context: Context,
  input: {
    readonly submission: Submission
    readonly dossierId: string
    readonly hand: Hand
    readonly section: string
  },
): Promise<Result<{ readonly entry: string }, DossierRefusal | SubmissionRefusal>> {
  const { submission, dossierId, hand, section } = input
  const by = actorOf(context)
  return inTransaction<{ readonly entry: string }, DossierRefusal>(context, submission, async (transaction) => {
    const found = await holdDossier(transaction, dossierId, hand === 'team' ? by : undefined)
    if (!found.ok) return found
    if (writingIn(found.value.standing) !== 'all') return refuse('dossier-not-open')
    const form = await formOf(transaction, found.value.dossier)
    const asked = form.sections.find(({ id }) => id === section)
    if (!asked?.repeats) return refuse('part-not-asked')
    const answers = await store.readAnswers(transaction, dossierId)
    const keys = (answers[section] ?? []).map(({ key }) => key)
    if (keys.length >= asked.repeats.maximum) return refuse('too-many-entries')
    // Those that were shown without being written become entries of their own, so that the new one comes after them.
    const shown = Array.from({ length: asked.repeats.minimum }, (_, at) => String(at + 1))
    const all = [...new Set([...keys, ...shown.slice(0, Math.max(0, asked.repeats.minimum - keys.length))])]
    const entry = nextKey(all)
    for (const [at, key] of [...all, entry].entries()) {
      await store.insertEntry(transaction, { dossierId, section, entry: key, position: at + 1 })
    }
    return done({ entry })
  })
}

/** Takes one away, and what was written there. */
export function removeEntry(
  context: Context,
  input: {
    readonly submission: Submission
    readonly dossierId: string
    readonly hand: Hand
    readonly section: string
    readonly entry: string
  },
): Promise<Result<{ readonly entry: string }, DossierRefusal | SubmissionRefusal>> {
  const { submission, dossierId, hand, section, entry } = input
  const by = actorOf(context)
  return inTransaction<{ readonly entry: string }, DossierRefusal>(context, submission, async (transaction) => {
    const found = await holdDossier(transaction, dossierId, hand === 'team' ? by : undefined)
    if (!found.ok) return found
    if (writingIn(found.value.standing) !== 'all') return refuse('dossier-not-open')
    await store.deleteEntry(transaction, { dossierId, section, entry })
    return done({ entry })
  })
}

/** The team has read what changed in the form. */
export function acknowledgeForm(
  context: Context,
  { submission, dossierId }: { readonly submission: Submission; readonly dossierId: string },
): Promise<Result<{ readonly version: number }, DossierRefusal | SubmissionRefusal>> {
  const by = actorOf(context)
  return inTransaction<{ readonly version: number }, DossierRefusal>(context, submission, async (transaction) => {
    const found = await holdDossier(transaction, dossierId, by)
    if (!found.ok) return found
    const version = found.value.dossier.formVersion
    await store.markSeen(transaction, dossierId, version)
    return done({ version })
  })
}

async function refusalToWrite(
  transaction: Transaction,
  { dossier, standing }: Held,
  answers: readonly TypedAnswer[],
): Promise<DossierRefusal | undefined> {
  const writing = writingIn(standing)
  if (writing === 'nothing') return 'dossier-not-open'
  if (answers.some(({ texts }) => texts.join('').length > MOST_CHARACTERS)) return 'answer-too-long'
  const form = await formOf(transaction, dossier)
  if (!answers.every((answer) => isAskedBy(form, answer))) return 'part-not-asked'
  if (writing === 'all') return undefined
  const parts = standing.asked ? await store.listAskedParts(transaction, standing.asked.id) : []
  return answers.every((answer) => isAmong(parts, answer)) ? undefined : 'part-not-asked'
}

function isAskedBy({ sections }: FormDefinition, { section, field, entry }: TypedAnswer): boolean {
  const asked = sections.find(({ id }) => id === section)
  if (!asked?.fields.some(({ id }) => id === field)) return false
  return asked.repeats !== undefined ? /^[0-9]{1,4}$/.test(entry) : entry === '1'
}

function isAmong(parts: readonly AskedPart[], { section, field }: AskedPart): boolean {
  return parts.some((part) => part.section === section && part.field === field)
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, at) => text === other[at])
}

function placeOf({
  section,
  entry,
  field,
}: {
  readonly section: string
  readonly entry: string
  readonly field: string
}) {
  return `${section}\n${entry}\n${field}`
}

function nextKey(keys: readonly string[]): string {
  return String(Math.max(0, ...keys.map(Number).filter(Number.isInteger)) + 1)
}
