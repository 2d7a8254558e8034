import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { MeetingForm } from '../reading.ts'
import { SETTINGS, type Setting } from '../settings.ts'
import * as store from '../store/index.ts'

/** Notes a meeting: its deadlines follow from its day. */
export function planMeeting(
  context: Context,
  input: { readonly submission: Submission; readonly meeting: MeetingForm },
): Promise<Result<{ readonly id: string }, 'meeting-exists' | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, input.submission, async (transaction) => {
    const isNew = await store.insertMeeting(transaction, { ...input.meeting, id, createdAt: context.now() })
    if (!isNew) return refuse('meeting-exists' as const)
    await recordAudit(transaction, context, { act: 'decisions.meeting-planned', object: `meeting:${id}` })
    return done({ id })
  })
}

/**
 * Changes a parameter.
 *
 * @param readValue  what the form showed: somebody else's change is not written over
 */
export function changeSetting(
  context: Context,
  input: { readonly submission: Submission; readonly setting: Setting; readonly readValue: string },
): Promise<Result<void, 'setting-moved' | SubmissionRefusal>> {
  const { setting, readValue } = input
  return inTransaction(context, input.submission, async (transaction) => {
    const houseValue = SETTINGS[setting.name].value
    const isWritten = await store.putSetting(transaction, { ...setting, readValue, houseValue, setAt: context.now() })
    if (!isWritten) return refuse('setting-moved' as const)
    await recordAudit(transaction, context, { act: 'decisions.setting-changed', object: `setting:${setting.name}` })
    // The public list offers the open data file once the authority is named.
    await broadcast(transaction, 'published', '')
    return done(undefined)
  })
}
