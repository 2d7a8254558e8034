import { done, type Result, refuse } from '#kernel/result'

/** What the house decides about what organisations say of themselves. */
export type DirectorySettings = {
  /** Whether an organisation's own words are read before they are shown, or after. */
  readonly moderation: 'before' | 'after'
  /** How many days before its end a recognition is told of, the most first. */
  readonly warningDays: readonly number[]
  /** Whose texts an ambassador may read: of their EPCI, of the territory, of nobody. */
  readonly ambassadorScope: 'epci' | 'territory' | 'none'
  /** The recognition an ambassador's organisation holds. */
  readonly ambassadorMark: string
}

export type SettingName = 'moderation' | 'warning-days' | 'ambassador-scope' | 'ambassador-mark'

export type SettingFault = { readonly name: SettingName; readonly sentence: string }

/** What the house proposes; the two warnings are those of the identifiant ESS as the Département gives it. */
export const HOUSE_SETTINGS: DirectorySettings = {
  moderation: 'before',
  warningDays: [180, 90],
  ambassadorScope: 'epci',
  ambassadorMark: 'identifiant-ess',
}

/** The settings in force: those stored, over those of the house. What cannot be read is passed over. */
export function settingsFrom(stored: Readonly<Record<string, string>>): DirectorySettings {
  const read = readSettings(stored)
  return read.ok ? { ...HOUSE_SETTINGS, ...read.value } : HOUSE_SETTINGS
}

/** Reads what was typed or stored, by setting name; what is absent is left out. */
export function readSettings(
  typed: Readonly<Record<string, string | undefined>>,
): Result<Partial<DirectorySettings>, readonly SettingFault[]> {
  const { moderation, 'warning-days': days, 'ambassador-scope': scope, 'ambassador-mark': mark } = typed
  const numbers = days?.split(/[\s,;]+/).filter((each) => each !== '')
  const areDays = numbers?.every((each) => /^\d{1,3}$/.test(each) && Number(each) >= 1) && numbers.length <= 4
  const faults: SettingFault[] = [
    ...(days !== undefined && !areDays
      ? [{ name: 'warning-days' as const, sentence: 'Écrivez un à quatre nombres de jours, comme 180, 90.' }]
      : []),
    ...(mark !== undefined && !/^[a-z]+(-[a-z]+)*$/.test(mark)
      ? [{ name: 'ambassador-mark' as const, sentence: 'Choisissez une reconnaissance de la liste.' }]
      : []),
  ]
  if (faults.length > 0) return refuse(faults)
  return done({
    ...(moderation === 'before' || moderation === 'after' ? { moderation } : {}),
    ...(numbers ? { warningDays: [...new Set(numbers.map(Number))].toSorted((a, b) => b - a) } : {}),
    ...(scope === 'epci' || scope === 'territory' || scope === 'none' ? { ambassadorScope: scope } : {}),
    ...(mark === undefined ? {} : { ambassadorMark: mark }),
  })
}

/** As they are stored and shown in a form. */
export function writtenSettings(settings: DirectorySettings): Readonly<Record<SettingName, string>> {
  return {
    moderation: settings.moderation,
    'warning-days': settings.warningDays.join(', '),
    'ambassador-scope': settings.ambassadorScope,
    'ambassador-mark': settings.ambassadorMark,
  }
}
