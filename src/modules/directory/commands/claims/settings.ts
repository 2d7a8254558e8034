import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { HOUSE_SETTINGS, readSettings, type SettingFault, writtenSettings } from '../../claims/settings.ts'
import * as store from '../../store/claims/index.ts'

type Faults = { readonly kind: 'faults'; readonly faults: readonly SettingFault[] }

/** Changes what the house decides about its directory. */
export function setDirectorySettings(
  context: Context,
  input: { readonly submission: Submission; readonly typed: Readonly<Record<string, string | undefined>> },
): Promise<Result<void, Faults | SubmissionRefusal>> {
  return inTransaction<void, Faults>(context, input.submission, async (transaction) => {
    const read = readSettings(input.typed)
    if (!read.ok) return refuse({ kind: 'faults', faults: read.refusal })
    await store.storeSettings(transaction, writtenSettings({ ...HOUSE_SETTINGS, ...read.value }))
    await recordAudit(transaction, context, { act: 'directory.settings-changed', object: 'directory:settings' })
    return done(undefined)
  })
}
