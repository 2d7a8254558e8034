import { z } from 'zod'
import { done, type Result, refuse } from '#kernel/result'
import type { Settings } from '#platform/context'
import type { Sources } from '../model.ts'
import type { Fault } from './columns.ts'

const text = (max: number) => z.string().trim().min(1).max(max)
const maybe = (max: number) => text(max).nullable().default(null)
const colour = z.string().regex(/^#[0-9a-f]{6}$/)
const accents = z.strictObject({ opal: colour, brick: colour, gold: colour })
const day = z.iso.date()

/** What a folder that says nothing of them leaves to be told at the desk. */
const NOT_TOLD: Pick<Settings, 'contact' | 'accessibility' | 'legal'> = {
  contact: { telephone: null, hours: null, email: null, postalAddress: null },
  accessibility: { level: 'non', auditedOn: null, auditedBy: null, rate: null },
  legal: { publisher: null, publicationDirector: null, host: null, dataProtectionOfficer: null },
}

const Contact = z.strictObject({
  telephone: z
    .string()
    .regex(/^\+?[0-9][0-9 .\u00a0\u202f]{3,24}$/)
    .nullable()
    .default(null),
  hours: maybe(200),
  email: z.email().nullable().default(null),
  postalAddress: maybe(400),
})
const Accessibility = z.strictObject({
  level: z.enum(['non', 'partiellement', 'totalement']),
  auditedOn: day.nullable().default(null),
  auditedBy: maybe(200),
  rate: z.number().min(0).max(100).nullable().default(null),
})
const Legal = z.strictObject({
  publisher: maybe(400),
  publicationDirector: maybe(200),
  host: maybe(400),
  dataProtectionOfficer: maybe(400),
})

/** What an agent may change at the desk; the folder says it first. */
export const StoredSettings = z.strictObject({
  territoryName: text(80),
  serviceName: text(40),
  contact: Contact.default(NOT_TOLD.contact),
  accessibility: Accessibility.default(NOT_TOLD.accessibility),
  legal: Legal.default(NOT_TOLD.legal),
  peoplePerAddress: z.int().min(1).max(100).default(8),
  accents: z.strictObject({ light: accents, dark: accents }).nullable().default(null),
  logo: z.string().max(40_000).nullable().default(null),
}) satisfies z.ZodType<Settings>

const Source = z.strictObject({
  producer: text(200),
  vintage: text(100),
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  licence: maybe(100),
})

const SettingsFile = StoredSettings.omit({ logo: true }).extend({
  cantonNames: z.record(z.string().regex(/^[0-9AB]{4,5}$/), text(80)).default({}),
  sources: z.strictObject({ communes: Source, population: Source, epciPopulation: Source, shapes: Source }),
})

export type FolderSettings = {
  readonly settings: Settings
  readonly cantonNames: Readonly<Record<string, string>>
  readonly sources: Sources
}

/** Reads `settings.json`; each fault names the place in the file, as « contact.email ». */
export function readFolderSettings(file: string, content: string): Result<FolderSettings, readonly Fault[]> {
  const read = SettingsFile.safeParse(jsonOf(content))
  if (read.success) {
    const { cantonNames, sources, ...settings } = read.data
    return done({ settings: { ...settings, logo: null }, cantonNames, sources })
  }
  return refuse(read.error.issues.map((issue) => ({ file, line: null, sentence: sentenceOf(issue) })))
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined // Not JSON: it has not the shape either.
  }
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => (path === '' ? key : `${path}.${key}`))
    return `Le réglage ${names.join(', ')} n’existe pas : corrigez son nom ou retirez-le.`
  }
  if (path === '')
    return 'Ce n’est pas un fichier JSON de réglages : vérifiez les accolades, les virgules et les guillemets.'
  return `${path} : ${EXPECTED[issue.path.at(-1) as string] ?? 'ce réglage manque ou n’a pas la forme attendue.'}`
}

const EXPECTED: Readonly<Record<string, string>> = {
  territoryName: 'écrivez le nom du territoire, en 80 caractères au plus.',
  serviceName: 'écrivez le nom du service, en 40 caractères au plus.',
  telephone: 'écrivez un numéro de téléphone, comme 03 21 00 00 00, ou null.',
  email: 'écrivez une adresse e-mail, comme ess@exemple.fr, ou null.',
  level: 'écrivez non, partiellement ou totalement.',
  auditedOn: 'écrivez une date, comme 2026-03-02, ou null.',
  rate: 'écrivez un nombre de 0 à 100, ou null.',
  url: 'écrivez une adresse complète, comme https://exemple.fr, ou null.',
  peoplePerAddress: 'écrivez un nombre entier de 1 à 100.',
  opal: 'écrivez une couleur, comme #0a5352.',
  brick: 'écrivez une couleur, comme #8a2414.',
  gold: 'écrivez une couleur, comme #e2a52e.',
  producer: 'dites qui produit ces données.',
  vintage: 'dites de quand datent ces données.',
}
