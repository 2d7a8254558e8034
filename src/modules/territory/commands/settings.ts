import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context, Settings } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { decideSettings, type FieldFaults, type SettingsForm } from '../settings/index.ts'
import * as store from '../store/index.ts'

export type SettingsRefusal =
  /** Somebody else wrote meanwhile: both texts are shown. */
  { readonly reason: 'settings-moved' } | { readonly reason: 'settings-faulty'; readonly faults: FieldFaults }

export type ChangedSettings = { readonly version: number }

type Change = {
  readonly submission: Submission
  readonly form: SettingsForm
  /** The version the form was read at; 0: those of the folder. */
  readonly readAt: number
  /** In force while no version was written. */
  readonly folderSettings: Settings
}

/** The channel on which every process learns that the settings changed. */
export const SETTINGS_CHANNEL = 'settings'

/** Writes a new version of the settings. Those before it stay. */
export function changeSettings(
  context: Context,
  { submission, form, readAt, folderSettings }: Change,
): Promise<Result<ChangedSettings, SettingsRefusal | SubmissionRefusal>> {
  const { actor } = context
  assert(actor.kind === 'person', 'settings are changed by a person')
  const { logo } = form
  const auditId = context.newId()
  const body = { sent: submission.body, logo }
  return inTransaction<ChangedSettings, SettingsRefusal>(
    context,
    { key: submission.key, body },
    async (transaction) => {
      await store.lockTerritory(transaction)
      const current = await store.findCurrentSettings(transaction)
      if ((current?.version ?? 0) !== readAt) return refuse({ reason: 'settings-moved' })
      const decided = decideSettings(current?.settings ?? folderSettings, form)
      if (!decided.ok) return refuse({ reason: 'settings-faulty', faults: decided.refusal })

      const version = readAt + 1
      await store.insertSettings(transaction, {
        version,
        settings: decided.value,
        authorId: actor.id,
        setAt: context.now(),
      })
      await recordAudit(
        transaction,
        { ...context, newId: () => auditId },
        { act: 'territory.settings-changed', object: `territory-setting:${version}` },
      )
      await broadcast(transaction, SETTINGS_CHANNEL, String(version))
      return done({ version })
    },
  )
}
