import { done, type Result, refuse } from '#kernel/result'
import type { Role } from '#platform/sessions'
import { VISA_STEPS, VISA_WORDS, type VisaRoles, type VisaStep } from './circuit.ts'

/** A parameter as it is in force. « À vérifier » until the legal service has said so. */
export type Setting = {
  readonly name: SettingName
  readonly value: string
  readonly source: string
  readonly isVerified: boolean
}

type Definition = {
  readonly label: string
  readonly shape: 'days' | 'siret' | 'name' | 'prefecture' | 'roles'
  /** '': not told yet. */
  readonly value: string
  readonly source: string
}

const HOUSE = 'Pratique de la maison'

/** What the house proposes. The days are counted back from the meeting, unless the label says otherwise. */
export const SETTINGS = {
  'writer-days': days('Rapport rédigé', 42, HOUSE),
  'mission-days': days('Visa du chef de mission', 35, HOUSE),
  'direction-days': days('Visa de la direction', 28, HOUSE),
  'finance-days': days('Visa des finances', 21, HOUSE),
  'legal-days': days('Visa juridique', 21, HOUSE),
  'signature-days': days('Signature du rapport', 15, HOUSE),
  'convocation-days': days('Convocation et rapports adressés aux élus', 12, 'CGCT, article L3121-19'),
  'writer-roles': roles('writer', ['agent', 'administrator']),
  'mission-roles': roles('mission', ['agent', 'administrator']),
  'direction-roles': roles('direction', ['administrator']),
  'finance-roles': roles('finance', ['finance-agent']),
  'legal-roles': roles('legal', ['agent', 'administrator']),
  'signature-roles': roles('signature', ['elected-member', 'administrator']),
  'transmission-days': days('Transmission à l’État, après l’acte', 15, 'CGCT, article L3131-2'),
  'publication-days': days('Publication, après l’acte', 15, 'CGCT, article L3131-1'),
  'authority-name': { label: 'Nom de la collectivité', shape: 'name', value: '', source: 'Répertoire Sirene' },
  'authority-siret': { label: 'SIRET de la collectivité', shape: 'siret', value: '', source: 'Répertoire Sirene' },
  'letter-signatory': {
    label: 'Qui signe les courriers',
    shape: 'name',
    value: 'Le Président ou son délégataire',
    source: 'CGCT, article L3221-3',
  },
  'de-minimis-regulation': {
    label: 'Règlement de minimis que cite un courrier',
    shape: 'name',
    value: 'règlement (UE) 2023/2831',
    source: 'Règlement (UE) 2023/2831, article 3',
  },
  'prefecture-id': {
    label: 'Préfecture qui reçoit les actes',
    shape: 'prefecture',
    value: '',
    source: 'Schéma des délibérations, champ PREF_ID',
  },
} as const satisfies Record<string, Definition>

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

export function daysOf(settings: Settings, name: SettingName): number {
  return Number(settings.get(name)!.value)
}

/** Roles that can give a visa: those who open the desk of decisions. */
export const SIGNING_ROLES = ['agent', 'finance-agent', 'elected-member', 'administrator'] as const satisfies Role[]

/** Who may give each visa. */
export function visaRolesOf(settings: Settings): VisaRoles {
  const rolesFor = (step: VisaStep) => rolesIn(settings.get(`${step}-roles`)!.value)
  return Object.fromEntries(VISA_STEPS.map((step) => [step, rolesFor(step)])) as Record<VisaStep, readonly Role[]>
}

/** The roles a setting names: « agent,administrator ». */
export function rolesIn(value: string): readonly (typeof SIGNING_ROLES)[number][] {
  const named = value.split(',')
  return SIGNING_ROLES.filter((role) => named.includes(role))
}

/** Reads what an agent typed for a setting. @returns  the sentence of what is expected when it is not that */
export function readSetting(name: SettingName, typed: string): Result<string, string> {
  const { shape } = SETTINGS[name]
  const text = typed.trim().replace(/\s+/g, shape === 'name' ? ' ' : '')
  return EXPECTED[shape].is(text) ? done(text) : refuse(EXPECTED[shape].sentence)
}

const EXPECTED: Readonly<
  Record<Definition['shape'], { readonly is: (text: string) => boolean; readonly sentence: string }>
> = {
  days: {
    is: (text) => /^\d{1,3}$/.test(text) && Number(text) <= 365,
    sentence: 'Écrivez un nombre de jours, de 0 à 365.',
  },
  siret: { is: isSiret, sentence: 'Écrivez les 14 chiffres du SIRET : il y a une faute dans ceux-ci.' },
  name: { is: (text) => text !== '' && text.length <= 200, sentence: 'Écrivez le nom, en 200 caractères au plus.' },
  roles: {
    is: (text) => text !== '' && rolesIn(text).join() === text,
    sentence: 'Choisissez au moins une fonction : quelqu’un doit pouvoir donner ce visa.',
  },
  prefecture: {
    is: (text) => /^(PREF[0-9AB]{3}|SPREF[0-9AB]{3}\d|SGAR\d{3})$/.test(text),
    sentence: 'Écrivez l’identifiant de la préfecture, comme PREF062.',
  },
}

/** Whether 14 digits bear the key of a SIRET (Luhn). La Poste, which has a key of its own, decides nothing here. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false
  const sum = [...text].reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

function roles(step: VisaStep, value: readonly Role[]) {
  const label = `Visa « ${VISA_WORDS[step]} » : qui le donne`
  return { label, shape: 'roles', value: value.join(), source: HOUSE } as const
}

function days(label: string, value: number, source: string) {
  return { label, shape: 'days', value: String(value), source } as const
}
