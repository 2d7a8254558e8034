import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { SETTINGS, type Setting } from '../settings.ts'
import * as store from '../store/index.ts'

/** Changes a threshold or a ceiling, if it still is what the agent read. */
export function changeSetting(
  context: Context,
  input: { readonly submission: Submission; readonly setting: Setting; readonly readValue: string },
): Promise<Result<void, 'setting-changed' | SubmissionRefusal>> {
  const { setting } = input
  return inTransaction<void, 'setting-changed'>(context, input.submission, async (transaction) => {
    const known = (await store.readSettings(transaction)).get(setting.name)?.value ?? SETTINGS[setting.name].value
    if (known !== input.readValue) return refuse('setting-changed')
    await store.storeSetting(transaction, setting, context.now())
    await recordAudit(transaction, context, { act: 'grants.setting-changed', object: `setting:${setting.name}` })
    return done(undefined)
  })
}
