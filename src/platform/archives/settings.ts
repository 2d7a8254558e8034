import { done, type Result, refuse } from '#kernel/result'
import type { RecordKind } from './kinds.ts'
import { PROPOSED_BY_THE_HOUSE } from './proposed.ts'
import { withYears } from './useful-life.ts'

/** A parameter as it is in force. « À vérifier » until the Archives have said so. */
export type ArchiveSetting = {
  readonly name: string
  readonly label: string
  readonly shape: Shape
  readonly value: string
  readonly source: string
  readonly isVerified: boolean
  /** What the house proposes, in force while nothing is stored. */
  readonly houseValue: string
}

type Shape = 'version' | 'identifier' | 'name' | 'years' | 'choice'

export type StoredSetting = Pick<ArchiveSetting, 'name' | 'value' | 'source' | 'isVerified'>
export type ArchiveSettings = ReadonlyMap<string, ArchiveSetting>

const AGREEMENT = 'Accord de versement avec les Archives départementales'

/** What the house proposes for the exchange with the Archives. '': not told yet. */
const EXCHANGE: readonly ArchiveSetting[] = [
  setting('producer', 'Service producteur', 'name', '', 'Organigramme de la collectivité'),
  setting('seda-version', 'Version du SEDA', 'version', '2.1', AGREEMENT),
  setting('archival-agency', 'Identifiant du service d’archives', 'identifier', '', AGREEMENT),
  setting('transferring-agency', 'Identifiant du service versant', 'identifier', '', AGREEMENT),
  setting('originating-agency', 'Identifiant du service producteur', 'identifier', '', AGREEMENT),
  setting('agreement', 'Numéro de l’accord de versement', 'identifier', '', AGREEMENT),
  setting('appraisal-rule', 'Règle de conservation, dans le référentiel des Archives', 'identifier', '', AGREEMENT),
  setting('access-rule', 'Règle de communicabilité, dans le référentiel des Archives', 'identifier', '', AGREEMENT),
]

/** « oui »: a visa is recorded with the signed paper, scanned. */
const SCAN = setting(
  'visa-scan',
  'Joindre le document signé à chaque visa (oui ou non)',
  'choice',
  'non',
  PROPOSED_BY_THE_HOUSE.source,
)

/** Whether a visa is recorded with its scan only. */
export function asksForScan(settings: ArchiveSettings): boolean {
  return settings.get(SCAN.name)?.value === 'oui'
}

/** What a package must say: without it the Archives cannot receive one. */
const NEEDED = ['archival-agency', 'transferring-agency', 'originating-agency', 'agreement']

/** What a package says of the exchange; undefined while something the Archives need is not told. */
export function exchangeOf(settings: ArchiveSettings): Readonly<Record<string, string>> | undefined {
  const told = Object.fromEntries(EXCHANGE.map(({ name }) => [name, settings.get(name)?.value ?? '']))
  return NEEDED.every((name) => told[name] !== '') ? told : undefined
}

/** The settings in force: those stored, over those of the house; one for the duration of each kind that ends by a visa. */
export function archiveSettings(kinds: readonly RecordKind[], stored: readonly StoredSetting[]): ArchiveSettings {
  const durations = kinds.filter(({ end }) => end.by === 'visa').flatMap(durationSetting)
  const known = [...EXCHANGE, SCAN, ...durations].map((each) => {
    const own = stored.find(({ name }) => name === each.name)
    return [each.name, own ? { ...each, ...own } : each] as const
  })
  return new Map(known)
}

/** The kinds with the durations in force here. */
export function kindsInForce(kinds: readonly RecordKind[], settings: ArchiveSettings): readonly RecordKind[] {
  return kinds.map((kind) => {
    const set = settings.get(durationName(kind))
    if (!set) return kind
    return { ...withYears(kind, Number(set.value)), source: set.source, isVerified: set.isVerified }
  })
}

/** Reads what an agent typed. @returns  the sentence of what is expected when it is not that */
export function readArchiveSetting({ shape }: ArchiveSetting, typed: string): Result<string, string> {
  const text = typed.toWellFormed().trim().replaceAll(/\s+/g, ' ')
  return EXPECTED[shape].is(text) ? done(text) : refuse(EXPECTED[shape].sentence)
}

const EXPECTED: Readonly<Record<Shape, { readonly is: (text: string) => boolean; readonly sentence: string }>> = {
  version: { is: (text) => /^2\.[1-3]$/.test(text), sentence: 'Écrivez une version du SEDA : 2.1, 2.2 ou 2.3.' },
  identifier: {
    is: (text) => /^[\w./:@-]{0,100}$/.test(text),
    sentence: 'Écrivez l’identifiant tel que les Archives le donnent : lettres, chiffres et tirets, sans espace.',
  },
  name: { is: (text) => text.length <= 200, sentence: 'Écrivez un nom de 200 caractères au plus.' },
  choice: { is: (text) => text === 'oui' || text === 'non', sentence: 'Écrivez « oui » ou « non ».' },
  years: {
    is: (text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100,
    sentence: 'Écrivez un nombre d’années, de 1 à 100.',
  },
}

function durationSetting(kind: RecordKind): readonly ArchiveSetting[] {
  const { duration, from } = kind.usefulLife
  if (duration?.unit !== 'years') return []
  const label = `Durée d’utilité, en années après ${from} : ${kind.what}`
  return [
    {
      ...setting(durationName(kind), label, 'years', String(duration.count), kind.source),
      isVerified: kind.isVerified,
    },
  ]
}

function durationName({ name }: RecordKind): string {
  return `years-${name}`
}

function setting(name: string, label: string, shape: Shape, value: string, source: string): ArchiveSetting {
  return { name, label, shape, value, source, isVerified: false, houseValue: value }
}
