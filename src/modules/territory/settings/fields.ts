import type { Settings } from '#platform/context'
import { HOUSE_ACCENTS } from '../theme/index.ts'

/** A setting as a line of the form: its field, its place in the settings, what to write. */
type Field = { readonly name: string; readonly path: string; readonly expected: string }

const COLOUR = 'Écrivez une couleur : un dièse et six chiffres ou lettres de a à f, comme #0a5352.'

export const FIELDS = [
  { name: 'service', path: 'serviceName', expected: 'Écrivez le nom du service, en 40 caractères au plus.' },
  { name: 'territoire', path: 'territoryName', expected: 'Écrivez le nom du territoire, en 80 caractères au plus.' },
  {
    name: 'telephone',
    path: 'contact.telephone',
    expected: 'Écrivez un numéro de téléphone, comme 03 21 00 00 00, ou rien.',
  },
  { name: 'horaires', path: 'contact.hours', expected: 'Dites les horaires en 200 caractères au plus.' },
  { name: 'courriel', path: 'contact.email', expected: 'Écrivez une adresse e-mail, comme ess@exemple.fr, ou rien.' },
  { name: 'adresse', path: 'contact.postalAddress', expected: 'Écrivez l’adresse en 400 caractères au plus.' },
  { name: 'niveau', path: 'accessibility.level', expected: 'Choisissez l’un des trois niveaux.' },
  { name: 'audit-date', path: 'accessibility.auditedOn', expected: 'Écrivez une date, comme 2026-03-02, ou rien.' },
  {
    name: 'audit-auteur',
    path: 'accessibility.auditedBy',
    expected: 'Dites qui a mené l’audit, en 200 caractères au plus.',
  },
  { name: 'audit-taux', path: 'accessibility.rate', expected: 'Écrivez un nombre de 0 à 100, ou rien.' },
  { name: 'editeur', path: 'legal.publisher', expected: 'Dites qui édite le site, en 400 caractères au plus.' },
  {
    name: 'directeur',
    path: 'legal.publicationDirector',
    expected: 'Écrivez la fonction et le nom, en 200 caractères au plus.',
  },
  { name: 'hebergeur', path: 'legal.host', expected: 'Dites qui héberge le site, en 400 caractères au plus.' },
  {
    name: 'dpd',
    path: 'legal.dataProtectionOfficer',
    expected: 'Dites comment joindre le délégué, en 400 caractères au plus.',
  },
  { name: 'foyer', path: 'peoplePerAddress', expected: 'Écrivez un nombre entier de 1 à 100.' },
  { name: 'jour-opale', path: 'accents.light.opal', expected: COLOUR },
  { name: 'jour-brique', path: 'accents.light.brick', expected: COLOUR },
  { name: 'jour-or', path: 'accents.light.gold', expected: COLOUR },
  { name: 'nuit-opale', path: 'accents.dark.opal', expected: COLOUR },
  { name: 'nuit-brique', path: 'accents.dark.brick', expected: COLOUR },
  { name: 'nuit-or', path: 'accents.dark.gold', expected: COLOUR },
] as const satisfies readonly Field[]

export type FieldName = (typeof FIELDS)[number]['name']

/** The settings as the form shows them. The colours of the house stand where the territory has none of its own. */
export function fieldsOf(settings: Settings): Readonly<Record<string, string>> {
  const shown = { ...settings, accents: settings.accents ?? HOUSE_ACCENTS }
  const values = FIELDS.map(({ name, path }) => [name, written(valueAt(shown, path))] as const)
  return { ...Object.fromEntries(values), couleurs: settings.accents ? 'propres' : 'maison' }
}

/** The form as settings, still to be checked: an empty field is a setting not told. */
export function settingsTold(fields: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const told: Record<string, unknown> = {}
  for (const { name, path } of FIELDS) {
    const typed = (fields[name] ?? '').trim()
    putAt(told, path.split('.'), typed === '' ? null : NUMBERS.includes(path) ? numberOf(typed) : normal(path, typed))
  }
  return fields.couleurs === 'propres' ? told : { ...told, accents: null }
}

const NUMBERS: readonly string[] = ['accessibility.rate', 'peoplePerAddress']

function normal(path: string, typed: string): string {
  return path.startsWith('accents.') ? typed.toLowerCase() : typed.replaceAll('\r\n', '\n')
}

function numberOf(typed: string): number | string {
  return /^\d{1,3}([.,]\d+)?$/.test(typed) ? Number(typed.replace(',', '.')) : typed
}

function written(value: unknown): string {
  if (typeof value === 'number') return String(value).replace('.', ',')
  return typeof value === 'string' ? value : ''
}

function valueAt(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], object)
}

function putAt(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path
  if (rest.length === 0) object[name] = value
  else {
    object[name] ??= {}
    putAt(object[name] as Record<string, unknown>, rest, value)
  }
}
