import { stringify } from 'csv-stringify/sync'
import { done, type Result, refuse } from '#kernel/result'
import { actOf, type Decision, isPublic, stateOf, sumOfVotes } from './model.ts'
import { SUBJECTS } from './sentences.ts'
import type { Settings } from './settings.ts'

/** A décision of an assembly, with the number of those who could vote. */
export type Exported = { readonly decision: Decision; readonly seatCount: number }

/** What must be told before the file can be made. */
export type ExportRefusal = 'authority-unknown'

export const EXPORT_SENTENCES: Readonly<Record<ExportRefusal, string>> = {
  'authority-unknown':
    'Le nom et le SIRET de la collectivité ne sont pas encore renseignés : un agent les écrit dans « Séances », « Délais et réglages ».',
}

const COLUMNS = [
  'COLL_NOM',
  'COLL_SIRET',
  'DELIB_ID',
  'DELIB_DATE',
  'DELIB_MATIERE_CODE',
  'DELIB_MATIERE_NOM',
  'DELIB_OBJET',
  'BUDGET_ANNEE',
  'BUDGET_NOM',
  'PREF_ID',
  'PREF_DATE',
  'VOTE_EFFECTIF',
  'VOTE_REEL',
  'VOTE_POUR',
  'VOTE_CONTRE',
  'VOTE_ABSTENTION',
  'DELIB_URL',
] as const

/** A délibération of the file, by the names of its columns. */
export type DeliberationRow = Readonly<Record<(typeof COLUMNS)[number], string | number>>

/**
 * The published délibérations as the SCDL asks for them, those withdrawn left out.
 *
 * @param url  public address of the site, without a final slash; null: the last column stays empty
 * @see        SCDL, délibérations 2.1.5 (data/schemas)
 */
export function deliberationsOf(
  exported: readonly Exported[],
  settings: Settings,
  url: string | null,
): Result<readonly DeliberationRow[], ExportRefusal> {
  const [name, siret] = [settings.get('authority-name')!.value, settings.get('authority-siret')!.value]
  if (name === '' || siret === '') return refuse('authority-unknown')
  return done(
    exported
      .filter(({ decision }) => decision.kind === 'deliberation' && isPublic(decision))
      .filter(({ decision }) => stateOf(decision) !== 'withdrawn')
      .map((each) => ({ COLL_NOM: name, COLL_SIRET: siret, ...rowOf(each, settings, url) })),
  )
}

/** The same, as a file (RFC 4180). */
export function deliberationsCsv(...told: Parameters<typeof deliberationsOf>): Result<string, ExportRefusal> {
  const rows = deliberationsOf(...told)
  if (!rows.ok) return rows
  const shape = { header: true, columns: [...COLUMNS], record_delimiter: '\r\n', escape_formulas: true } as const
  return done(stringify([...rows.value], shape))
}

function rowOf({ decision, seatCount }: Exported, settings: Settings, url: string | null) {
  const transmitted = decision.events.find(({ kind }) => kind === 'transmitted')
  const act = actOf(decision)
  const { votes = null } = decision.events.find(({ kind }) => kind === 'deliberated') ?? {}
  return {
    DELIB_ID: act?.number ?? '',
    DELIB_DATE: act?.on ?? '',
    DELIB_MATIERE_CODE: decision.subjectCode,
    DELIB_MATIERE_NOM: SUBJECTS[decision.subjectCode] ?? '',
    DELIB_OBJET: decision.title,
    BUDGET_ANNEE: decision.budgetYear ?? '',
    BUDGET_NOM: decision.budgetYear === null ? '' : 'Budget principal',
    PREF_ID: transmitted ? settings.get('prefecture-id')!.value : '',
    PREF_DATE: transmitted?.happenedOn ?? '',
    // All five, or none: the schema wants them together.
    VOTE_EFFECTIF: votes ? seatCount : '',
    VOTE_REEL: votes ? sumOfVotes(votes) : '',
    VOTE_POUR: votes?.votesFor ?? '',
    VOTE_CONTRE: votes?.votesAgainst ?? '',
    VOTE_ABSTENTION: votes?.abstentions ?? '',
    DELIB_URL: url === null ? '' : `${url}/decisions/${decision.slug}`,
  }
}
