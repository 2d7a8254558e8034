/** What came of asking a check once. */
export type CheckResult = 'holds' | 'fails' | 'not-run'

/** Why a check was not run: it took longer than it may, the question itself broke, or the round had no time left. */
export type NotRunReason = 'too-long' | 'failed' | 'no-time'

/** One check, asked once. */
export type Outcome = {
  readonly name: string
  /** A warning asks for attention; it fails nothing. */
  readonly severity: 'error' | 'warning'
  readonly sentence: string
  readonly result: CheckResult
  readonly reason: NotRunReason | null
  /** What makes it false: the rows the query found, first column each. They are looked at, never stored as they are. */
  readonly rows: readonly string[]
  readonly durationMs: number
}

/** The same, as it was stored. */
export type Run = Omit<Outcome, 'rows'> & { readonly rowCount: number; readonly askedAt: Date }

/** What a day was like for a check: the worst of it. */
export type DayOfCheck = {
  readonly name: string
  readonly day: string
  readonly result: CheckResult
  readonly runCount: number
  readonly failureCount: number
  readonly mostRows: number
}

export type StepKind = 'opened' | 'changed' | 'passes' | 'fails-again' | 'handled' | 'closed'

export type IncidentStep = { readonly kind: StepKind; readonly rowCount: number; readonly happenedAt: Date }

/** A check that failed, until it passes again and somebody has written why. */
export type Incident = {
  readonly id: string
  readonly checkName: string
  readonly sentence: string
  readonly openedAt: Date
  readonly rowCount: number
  readonly rowIds: readonly string[]
  readonly passesSince: Date | null
  readonly seen: string
  readonly doing: string
  readonly cause: string
  readonly isPublished: boolean
  readonly version: number
  readonly handledAt: Date | null
  readonly closedAt: Date | null
}

/** A check and how it stands. */
export type StandingCheck = Pick<Outcome, 'name' | 'severity' | 'sentence'> & {
  /** The last time it was asked; undefined: not yet. */
  readonly run: Run | undefined
  /** Its last thirty days, those on which it was asked. */
  readonly days: readonly DayOfCheck[]
}

/** Where every check stands, and what is done of those that failed: open incidents first. */
export type Standing = {
  readonly askedAt: Date | undefined
  readonly checks: readonly StandingCheck[]
  readonly incidents: readonly Incident[]
}

/**
 * What one more asking does to the incident of a check: the steps of its story, in order; none when nothing changed.
 *
 * A check that was not run says nothing: an incident neither opens nor closes by it. Warnings open none.
 *
 * @param open  the incident of this check that is not closed
 */
export function decideSteps(
  open: Pick<Incident, 'rowCount' | 'passesSince' | 'cause'> | undefined,
  outcome: Pick<Outcome, 'severity' | 'result' | 'rows'>,
): readonly StepKind[] {
  if (outcome.severity === 'warning' || outcome.result === 'not-run') return []
  if (outcome.result === 'fails') {
    if (!open) return ['opened']
    if (open.passesSince) return ['fails-again']
    return open.rowCount === outcome.rows.length ? [] : ['changed']
  }
  if (!open) return []
  const passes: readonly StepKind[] = open.passesSince ? [] : ['passes']
  return open.cause === '' ? passes : [...passes, 'closed']
}

const MOST_IDS = 20
const OPAQUE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Those of the rows that are named by an opaque identifier: a number of SIREN or a name may be somebody's. */
export function opaqueIds(rows: readonly string[]): readonly string[] {
  return rows.filter((row) => OPAQUE.test(row)).slice(0, MOST_IDS)
}

/** How long runs are kept: all of them, then the last of each day, then failures alone. */
export type Keeping = { readonly detailDays: number; readonly dailyMonths: number }
export const USUAL_KEEPING: Keeping = { detailDays: 30, dailyMonths: 60 }
/** As the table allows. */
export const KEEPING_BOUNDS = { detailDays: [30, 366], dailyMonths: [12, 120] } as const

/** Part of a check's name that is its module's: « books » of « books.limits-hold ». */
export function moduleOf(name: string): string {
  return name.slice(0, name.indexOf('.'))
}

/** How each subject that has checks is named to people. */
export const SUBJECTS: Readonly<Record<string, string>> = {
  books: 'Argent et budget',
  grants: 'Subventions',
  programme: 'Politique de l’ESS',
  ballots: 'Votes',
  decisions: 'Décisions',
  observatory: 'Chiffres',
  directory: 'Annuaire',
  territory: 'Lieux',
  accounts: 'Comptes et droits des agents',
  archives: 'Archives',
  agenda: 'Agenda',
  audit: 'Journal des actes',
}

/** In the order of `SUBJECTS`: money first, as people look for it first. */
export function bySubject<Checked extends { readonly name: string }>(
  checks: readonly Checked[],
): readonly { readonly subject: string; readonly checks: readonly Checked[] }[] {
  const known = Object.keys(SUBJECTS)
  const others = checks.map(({ name }) => moduleOf(name)).filter((module) => !known.includes(module))
  return [...known, ...new Set(others)]
    .map((module) => ({
      subject: SUBJECTS[module] ?? 'Autres',
      checks: checks.filter(({ name }) => moduleOf(name) === module),
    }))
    .filter(({ checks: told }) => told.length > 0)
}

/** What the page of a check that was not run says. */
export const NOT_RUN_SENTENCES: Readonly<Record<NotRunReason, string>> = {
  'too-long': 'Pas vérifié : la question a pris trop de temps. Elle sera posée de nouveau.',
  failed: 'Pas vérifié : la question n’a pas pu être posée. Un administrateur doit regarder.',
  'no-time': 'Pas vérifié cette fois : les autres contrôles ont pris tout le temps. Il sera posé de nouveau.',
}
