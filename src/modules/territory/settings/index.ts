import { done, type Result, refuse } from '#kernel/result'
import type { Settings } from '#platform/context'
import { LOGO_SENTENCES, readLogo, StoredSettings } from '../folder/index.ts'
import { type FaintAccent, faintAccents, type Mode } from '../theme/index.ts'
import { FIELDS, type FieldName, settingsTold } from './fields.ts'

export { FIELDS, type FieldName, fieldsOf } from './fields.ts'
export { mergeFields, settledFields } from './merge.ts'

/** What an agent sent: the fields as they were typed, and a logo if one was chosen. */
export type SettingsForm = {
  readonly fields: Readonly<Record<string, string>>
  /** Text of the chosen file. */
  readonly logo: string | undefined
}

/** Sentences by field: what is wrong and what to write. */
export type FieldFaults = Readonly<Partial<Record<FieldName | 'logo', string>>>

/** Reads the form over the settings in force, and tells every fault at once. */
export function decideSettings(current: Settings, form: SettingsForm): Result<Settings, FieldFaults> {
  const told = settingsTold(form.fields)
  const logo = logoTold(current, form)
  const read = StoredSettings.safeParse({ ...told, logo: logo.ok ? logo.value : null })
  const faults: Record<string, string> = logo.ok ? {} : { logo: logo.refusal }
  if (!read.success) for (const issue of read.error.issues) Object.assign(faults, faultAt(issue.path))
  else if (read.data.accents)
    for (const fault of faintAccents(read.data.accents)) Object.assign(faults, faultOfAccent(fault))
  return read.success && Object.keys(faults).length === 0 ? done(read.data) : refuse(faults)
}

function logoTold(current: Settings, { fields, logo }: SettingsForm): Result<string | null, string> {
  if (fields['logo-retirer'] === 'oui') return done(null)
  if (logo === undefined) return done(current.logo)
  const read = readLogo(logo)
  return read.ok ? read : refuse(LOGO_SENTENCES[read.refusal])
}

function faultAt(path: readonly PropertyKey[]): Record<string, string> {
  const field = FIELDS.find((each) => each.path === path.join('.'))
  return field ? { [field.name]: field.expected } : {}
}

function faultOfAccent({ mode, accent, place, ratio, least, proposed }: FaintAccent): Record<string, string> {
  const name = FIELDS.find(({ path }) => path === `accents.${mode}.${accent}`)!.name
  const [measured, wanted] = [ratio, least].map((number) => String(number).replace('.', ','))
  return {
    [name]: `Cette couleur ne se lit pas assez ${place} (${MODE_WORDS[mode]}) : contraste ${measured} au lieu de ${wanted}. La plus proche qui convient : ${proposed}.`,
  }
}

const MODE_WORDS: Record<Mode, string> = { light: 'de jour', dark: 'de nuit' }
