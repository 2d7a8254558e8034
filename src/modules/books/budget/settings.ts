import { done, type Result, refuse } from '#kernel/result'

/** A parameter of the budget as it is in force. « À vérifier » until the finance service has said so. */
export type BudgetSetting = {
  readonly name: BudgetSettingName
  readonly value: string
  readonly source: string
  readonly isVerified: boolean
}

/** What the house proposes, each with who says so. */
export const BUDGET_SETTINGS = {
  'grant-payment-days': {
    label: 'Délai pour payer une subvention, en jours',
    value: '60',
    source: 'Loi n° 2021-875 du 1er juillet 2021',
  },
  'purchase-payment-days': {
    label: 'Délai pour payer un achat, en jours',
    value: '30',
    source: 'Code de la commande publique, article R2192-10',
  },
  'fungibility-basis-points': {
    label: 'Part des dépenses réelles d’une section qui peut changer de chapitre, en %',
    value: '750',
    source: 'CGCT, article L5217-10-6',
  },
  'staff-chapters': {
    label: 'Chapitres du personnel, qu’aucun virement ne touche',
    value: '012',
    source: 'CGCT, article L5217-10-6',
  },
  'order-chapters': {
    label: 'Chapitres d’ordre, qui ne sont pas des dépenses réelles',
    value: '021,023,040,041,042,043',
    source: 'Instruction budgétaire et comptable M57',
  },
} as const

export type BudgetSettingName = keyof typeof BUDGET_SETTINGS
export type BudgetSettings = Readonly<Record<BudgetSettingName, BudgetSetting>>

const NAMES = Object.keys(BUDGET_SETTINGS) as readonly BudgetSettingName[]

/** The settings in force: those stored, over those of the house. */
export function budgetSettingsFrom(stored: readonly BudgetSetting[]): BudgetSettings {
  const inForce = NAMES.map((name) => {
    const { value, source } = BUDGET_SETTINGS[name]
    return [name, stored.find((each) => each.name === name) ?? { name, value, source, isVerified: false }]
  })
  return Object.fromEntries(inForce) as BudgetSettings
}

/** Reads a value as it is kept, « 012,65 » or « 750 »: nobody stores one that a rule could not read. */
export function readSettingValue(name: BudgetSettingName, typed: string): Result<string, 'setting-unreadable'> {
  const value = typed.replace(/\s/g, '')
  if (name.endsWith('-chapters')) return isListOfCodes(value) ? done(value) : refuse('setting-unreadable')
  const [least, most] = name === 'fungibility-basis-points' ? [0, 10_000] : [1, 365]
  const isNumber = /^\d{1,5}$/.test(value) && Number(value) >= least && Number(value) <= most
  return isNumber ? done(value) : refuse('setting-unreadable')
}

function isListOfCodes(value: string): boolean {
  return /^[0-9A-Z-]{1,12}(,[0-9A-Z-]{1,12})*$/.test(value)
}

/** The value of a setting as a person reads and writes it: « 7,5 » for 750 ten-thousandths. */
export function writtenSetting({ name, value }: Pick<BudgetSetting, 'name' | 'value'>): string {
  return name === 'fungibility-basis-points' ? String(Number(value) / 100).replace('.', ',') : value
}

/** Reads what a person wrote for a setting: « 7,5 » is 750. @returns  its value, or what to write */
export function readSetting(name: BudgetSettingName, typed: string): Result<string, string> {
  const isShare = name === 'fungibility-basis-points'
  if (isShare && !/^\d{1,3}([,.]\d{1,2})?$/.test(typed.trim())) return refuse('Écrivez un pourcentage, comme 7,5.')
  const kept = isShare ? String(Math.round(Number(typed.trim().replace(',', '.')) * 100)) : typed
  const read = readSettingValue(name, kept)
  if (read.ok) return read
  return refuse(
    name.endsWith('-chapters')
      ? 'Écrivez des chapitres séparés par des virgules, comme 040,041.'
      : isShare
        ? 'Écrivez un pourcentage, comme 7,5.'
        : 'Écrivez un nombre de jours, de 1 à 365.',
  )
}

/** Days between a request for payment and the payment. */
export function paymentDaysOf(settings: BudgetSettings, kind: 'purchase' | 'grant'): number {
  return Number(settings[`${kind}-payment-days`].value)
}

/** Chapters a setting names: « 012 », « 040,041 ». */
export function chaptersOf(settings: BudgetSettings, name: 'staff-chapters' | 'order-chapters'): readonly string[] {
  return settings[name].value.split(',')
}
