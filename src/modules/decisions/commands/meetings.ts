import { done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { convocationOf } from '../deadlines.ts'
import { actOf } from '../model.ts'
import type { MeetingForm } from '../reading.ts'
import { SETTINGS, type Setting, settingsFrom } from '../settings.ts'
import * as store from '../store/index.ts'
import { tellMeetingMoved } from './telling.ts'

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

type MoveRefusal = 'meeting-unknown' | 'meeting-held' | 'meeting-moved' | 'meeting-exists'

/**
 * Moves a meeting to another day, hour or place: its deadlines follow, and everyone at the desk is told.
 *
 * @param version  the one the form was read at: somebody else's change is not written over
 */
export function moveMeeting(
  context: Context,
  input: {
    readonly submission: Submission
    readonly id: string
    readonly meeting: MeetingForm
    readonly version: number
  },
): Promise<Result<void, MoveRefusal | SubmissionRefusal>> {
  const { id, meeting, version } = input
  return inTransaction<void, MoveRefusal>(context, input.submission, async (transaction) => {
    const before = await store.findMeeting(transaction, id)
    if (!before) return refuse('meeting-unknown')
    const reports = await store.listOfMeeting(transaction, id)
    if (reports.some((decision) => actOf(decision))) return refuse('meeting-held')
    const written = await store.updateMeeting(transaction, id, { ...meeting, version })
    if (written !== 'done') return refuse(written === 'exists' ? 'meeting-exists' : 'meeting-moved')

    const convokedOn = convocationOf(before.on, settingsFrom(await store.listStoredSettings(transaction)))
    const hasLeft = convokedOn < dayOf(context.now())
    // What the elected members received stays as they received it: the day it left is kept.
    await recordAudit(transaction, context, {
      act: 'decisions.meeting-moved',
      object: `meeting:${id}`,
      details: hasLeft ? { convokedOn } : {},
    })
    const after = (await store.findMeeting(transaction, id))!
    const isMoved = after.meetsAt.getTime() !== before.meetsAt.getTime() || after.place !== before.place
    if (isMoved) await tellMeetingMoved(transaction, context, after, hasLeft)
    return done(undefined)
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
