import { createHash } from 'node:crypto'
import { dayIn } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { makePdf } from '#platform/documents'
import { type Draft, frozenText } from '../reports/panorama.ts'
import { panoramaReport } from '../reports/panorama-report.ts'
import * as store from '../store/index.ts'

/** Gravest first. */
export type PanoramaRefusal = 'panorama-unknown' | 'panorama-moved' | 'year-taken' | 'already-published'

export const PANORAMA_SENTENCES: Readonly<Record<PanoramaRefusal, string>> = {
  'panorama-unknown': 'Ce panorama n’existe pas. Choisissez-en un dans la liste.',
  'panorama-moved': 'Quelqu’un a changé ce panorama depuis que vous l’avez ouvert. Relisez-le, puis recommencez.',
  'year-taken': 'Cette année a déjà son panorama : ouvrez-le dans la liste pour le changer.',
  'already-published': 'Rien n’a changé depuis la dernière version publiée : il n’y a rien à publier.',
}

/**
 * Writes down what an agent composed.
 *
 * @param readAt  version the form was read at; 0: a new panorama
 */
export function composePanorama(
  context: Context,
  input: { readonly submission: Submission; readonly draft: Draft; readonly readAt: number },
): Promise<Result<{ readonly year: number }, PanoramaRefusal | SubmissionRefusal>> {
  const { submission, draft, readAt } = input
  const { year } = draft
  return inTransaction<{ readonly year: number }, PanoramaRefusal>(context, submission, async (transaction) => {
    const known = await store.lockDraft(transaction, year)
    if (readAt === 0) {
      if (known || !(await store.insertDraft(transaction, draft, context.now()))) return refuse('year-taken')
    } else {
      if (!known) return refuse('panorama-unknown')
      if (known.version !== readAt) return refuse('panorama-moved')
      await store.updateDraft(transaction, draft, readAt + 1, context.now())
    }
    await recordAudit(transaction, context, { act: 'observatory.panorama-composed', object: `panorama:${year}` })
    return done({ year })
  })
}

/**
 * Publishes a panorama with the figures of now: they are in its text and in its PDF, so that a later import changes
 * neither. Both are made before the act, and only kept in it.
 *
 * @param readAt  version of the draft that was previewed
 */
export async function publishPanorama(
  context: Context,
  input: { readonly submission: Submission; readonly year: number; readonly readAt: number },
): Promise<Result<{ readonly version: number }, PanoramaRefusal | SubmissionRefusal>> {
  const { submission, year, readAt } = input
  const draft = await store.findDraft(context.db, year)
  if (!draft) return refuse('panorama-unknown')
  if (draft.version !== readAt) return refuse('panorama-moved')
  const panorama = await store.readPanorama(context.db, draft, context.settings.territoryName)
  const content = frozenText(panorama)
  const fingerprint = sha256(content)
  const [last] = await store.listPublications(context.db, year)
  const version = (last?.version ?? 0) + 1
  const publishedAt = context.now()
  const told = { settings: context.settings, day: dayIn(publishedAt), version, fingerprint }
  const pdf = await makePdf('report', panoramaReport(panorama, told))

  return inTransaction<{ readonly version: number }, PanoramaRefusal>(context, submission, async (transaction) => {
    const locked = await store.lockDraft(transaction, year)
    if (locked?.version !== readAt) return refuse('panorama-moved')
    const [latest] = await store.listPublications(transaction, year)
    if (latest?.fingerprint === fingerprint) return refuse('already-published')
    // Somebody published meanwhile: what is printed in this PDF would be another version's number.
    if ((latest?.version ?? 0) + 1 !== version) return refuse('panorama-moved')
    const kept = { year, version, content, fingerprint, pdf, pdfSha256: sha256(pdf), publishedAt }
    await store.insertPublication(transaction, kept)
    await recordAudit(transaction, context, { act: 'observatory.panorama-published', object: `panorama:${year}` })
    await broadcast(transaction, 'published', 'observatoire')
    return done({ version })
  })
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
