import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { Day } from './kinds.ts'
import { insertManagementTable } from './management-table.ts'
import type { ArchiveSetting } from './settings.ts'
import { parisDay } from './steps.ts'
import { putSetting } from './stored-settings.ts'

/** Enters the reference of the « tableau de gestion » the Archives approved. */
export function enterManagementTable(
  context: Context,
  input: { readonly submission: Submission; readonly reference: string; readonly approvedOn: Day },
): Promise<Result<void, 'signed-in-the-future' | SubmissionRefusal>> {
  const { actor } = context
  assert(actor.kind === 'person', 'a person enters a reference')
  const id = context.newId()
  return inTransaction(context, input.submission, async (transaction) => {
    const { reference, approvedOn } = input
    const enteredAt = context.now()
    if (approvedOn > parisDay(enteredAt)) return refuse('signed-in-the-future' as const)
    await insertManagementTable(transaction, { id, reference, approvedOn, enteredAt, enteredBy: actor.id })
    await recordAudit(transaction, context, { act: 'archives.table-entered', object: `management-table:${id}` })
    return done(undefined)
  })
}

/**
 * Changes a parameter.
 *
 * @param setting    as it is in force
 * @param to         what it becomes
 * @param readValue  what the form showed: somebody else's change is not written over
 */
export function changeArchiveSetting(
  context: Context,
  input: {
    readonly submission: Submission
    readonly setting: ArchiveSetting
    readonly to: Pick<ArchiveSetting, 'value' | 'source' | 'isVerified'>
    readonly readValue: string
  },
): Promise<Result<void, 'setting-moved' | SubmissionRefusal>> {
  const { setting, to, readValue } = input
  return inTransaction(context, input.submission, async (transaction) => {
    const written = { ...to, name: setting.name, readValue, houseValue: setting.houseValue, setAt: context.now() }
    if (!(await putSetting(transaction, written))) return refuse('setting-moved' as const)
    await recordAudit(transaction, context, { act: 'archives.setting-changed', object: `setting:${setting.name}` })
    return done(undefined)
  })
}
