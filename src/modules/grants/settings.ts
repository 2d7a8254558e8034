import { type Cents, cents, frenchCents, readCents } from '#kernel/money'
import { assert, done, type Result, refuse } from '#kernel/result'

/** A parameter as it is in force. « À vérifier » until the legal service has said so. */
export type Setting = {
  readonly name: SettingName
  readonly value: string
  readonly source: string
  readonly isVerified: boolean
}

/** What the house proposes: amounts in cents, delays in months or years. */
export const SETTINGS = {
  'convention-cents': {
    label: 'Au-dessus de ce total dans l’année, une convention est obligatoire',
    shape: 'cents',
    value: '2300000',
    source: 'Décret 2001-495, article 1 (loi 2000-321, article 10)',
  },
  'publication-cents': {
    label: 'Au-dessus de ce total sur douze mois civils, la publication est obligatoire',
    shape: 'cents',
    value: '2300000',
    source: 'Loi 2000-321, article 10 ; décret 2017-779',
  },
  'publication-months': {
    label: 'Délai de publication, en mois',
    shape: 'count',
    value: '3',
    source: 'Décret 2017-779, article 2',
  },
  'de-minimis-general-cents': {
    label: 'Plafond de minimis, par entreprise unique',
    shape: 'cents',
    value: '30000000',
    source: 'Règlement (UE) 2023/2831, article 3',
  },
  'de-minimis-sieg-cents': {
    label: 'Plafond de minimis des services d’intérêt économique général',
    shape: 'cents',
    value: '75000000',
    source: 'Règlement (UE) 2023/2832, article 3',
  },
  'de-minimis-years': {
    label: 'Années sur lesquelles ces plafonds se comptent, de date à date',
    shape: 'count',
    value: '3',
    source: 'Règlements (UE) 2023/2831 et 2023/2832, article 3',
  },
} as const satisfies Record<string, { label: string; shape: 'cents' | 'count'; value: string; source: string }>

export type SettingName = keyof typeof SETTINGS
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]
export type Settings = ReadonlyMap<SettingName, Setting>

/** The settings in force: those stored, over those of the house. */
export function settingsFrom(stored: readonly Setting[]): Settings {
  return new Map(
    SETTING_NAMES.map((name) => {
      const { value, source } = SETTINGS[name]
      return [name, stored.find((each) => each.name === name) ?? { name, value, source, isVerified: false }]
    }),
  )
}

export function centsOf(settings: Settings, name: SettingName): Cents {
  return cents(BigInt(textOf(settings, name)))
}

export function countOf(settings: Settings, name: SettingName): number {
  return Number(textOf(settings, name))
}

/** Reads what an agent typed. @returns  the sentence of what is expected when it is not that */
export function readSetting(name: SettingName, typed: string): Result<string, string> {
  if (SETTINGS[name].shape === 'count') {
    const text = typed.trim()
    return /^[1-9]\d?$/.test(text) ? done(text) : refuse('Écrivez un nombre entier, de 1 à 99.')
  }
  const amount = readCents(typed)
  return amount.ok && amount.value > 0n
    ? done(String(amount.value))
    : refuse('Écrivez un montant en euros, comme 23 000.')
}

/** As it is read: « 23 000 € », « 3 ». */
export function shownSetting({ name, value }: Setting): string {
  return SETTINGS[name].shape === 'cents' ? frenchCents(cents(BigInt(value))) : value
}

function textOf(settings: Settings, name: SettingName): string {
  const setting = settings.get(name)
  assert(setting, 'every setting has a value')
  return setting.value
}
