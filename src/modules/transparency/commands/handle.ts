import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { KEEPING_BOUNDS, type Keeping } from '../checking.ts'
import * as store from '../store/index.ts'
import { CHECKED, warn } from './check.ts'

/** Gravest first. */
export type HandlingRefusal = 'incident-unknown' | 'incident-moved' | 'incident-closed'

export const HANDLING_SENTENCES: Readonly<Record<HandlingRefusal, string>> = {
  'incident-unknown': 'Cet incident n’existe pas. Choisissez-en un dans la liste.',
  'incident-moved':
    'Quelqu’un a écrit sur cet incident pendant que vous écriviez. Les deux textes sont ci-dessous : gardez ce qui convient dans le formulaire, puis enregistrez.',
  'incident-closed': 'Cet incident est clos : on n’y écrit plus.',
}

/**
 * Writes what was seen, what is done and why it happened. When the check passes again and the cause is there, the
 * incident is closed.
 *
 * @param readAt  version the form was read at
 */
export function handleIncident(
  context: Context,
  input: {
    readonly submission: Submission
    readonly incidentId: string
    readonly handling: store.Handling
    readonly readAt: number
  },
): Promise<Result<{ readonly isClosed: boolean }, HandlingRefusal | SubmissionRefusal>> {
  const { submission, incidentId, handling, readAt } = input
  return inTransaction<{ readonly isClosed: boolean }, HandlingRefusal>(context, submission, async (transaction) => {
    const incident = await store.lockIncident(transaction, incidentId)
    if (!incident) return refuse('incident-unknown')
    if (incident.closedAt) return refuse('incident-closed')
    if (incident.version !== readAt) return refuse('incident-moved')

    const at = context.now()
    await store.setHandling(transaction, incidentId, handling, { version: readAt + 1, at })
    const rowCount = incident.passesSince ? 0 : incident.rowCount
    await store.insertStep(transaction, incidentId, { kind: 'handled', rowCount, happenedAt: at })
    const isClosed = incident.passesSince !== null && handling.cause !== ''
    if (isClosed) {
      await store.setClosed(transaction, incidentId, at)
      await store.insertStep(transaction, incidentId, { kind: 'closed', rowCount, happenedAt: at })
      await warn(transaction, context, incident, 'closed')
    }
    const act = isClosed ? 'transparency.incident-closed' : 'transparency.incident-handled'
    await recordAudit(transaction, context, { act, object: `incident:${incidentId}` })
    await broadcast(transaction, 'published', CHECKED)
    return done({ isClosed })
  })
}

/** How long runs are kept. */
export type KeepingFault = 'detail-out-of-bounds' | 'daily-out-of-bounds'

export const KEEPING_SENTENCES: Readonly<Record<KeepingFault, string>> = {
  'detail-out-of-bounds': `Écrivez un nombre de jours, de ${KEEPING_BOUNDS.detailDays.join(' à ')}.`,
  'daily-out-of-bounds': `Écrivez un nombre de mois, de ${KEEPING_BOUNDS.dailyMonths.join(' à ')}.`,
}

export function keepRuns(
  context: Context,
  input: { readonly submission: Submission; readonly keeping: Keeping },
): Promise<Result<null, KeepingFault | SubmissionRefusal>> {
  const { submission, keeping } = input
  return inTransaction<null, KeepingFault>(context, submission, async (transaction) => {
    if (!isWithin(keeping.detailDays, KEEPING_BOUNDS.detailDays)) return refuse('detail-out-of-bounds')
    if (!isWithin(keeping.dailyMonths, KEEPING_BOUNDS.dailyMonths)) return refuse('daily-out-of-bounds')
    await store.setKeeping(transaction, keeping, context.now())
    await recordAudit(transaction, context, { act: 'transparency.keeping-changed', object: 'transparency' })
    return done(null)
  })
}

function isWithin(count: number, [least, most]: readonly [number, number]): boolean {
  return Number.isInteger(count) && count >= least && count <= most
}
