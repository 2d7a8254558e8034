import type { Transaction } from 'kysely'
import type { Check, Context } from '#platform/context'
import { broadcast, type DB } from '#platform/database'
import { tell } from '#platform/notices'
import { decideSteps, type Incident, type Outcome, opaqueIds, type StepKind } from '../checking.ts'
import { INCIDENT_SUBJECT } from '../notice-subject.ts'
import * as store from '../store/index.ts'

/** What `published` carries when a round ends: pages are made anew, and no new round is asked for. */
export const CHECKED = 'transparence'

/** Checks that no SQL can ask, as those of files beside the database: they are asked now and then. */
export type OtherChecks = {
  /** The name of one of them: when it was last asked is when they all were. */
  readonly one: string
  readonly everyMs: number
  readonly ask: (context: Context) => Promise<readonly Outcome[]>
}

/** What a round came to. `busy`: another process is asking; `late`: a later round was written first. */
export type Round = 'done' | 'busy' | 'late'

const PATIENCE: store.Patience = { eachMs: 30_000, allMs: 240_000 }

export function checksOf({ contributions }: Pick<Context, 'contributions'>): readonly Check[] {
  return contributions.flatMap((each) => each.checks ?? [])
}

/** Asks every check of every module now, and stores nothing. */
export async function askEverything(context: Context): Promise<readonly Outcome[]> {
  const asking = { checks: checksOf(context), patience: PATIENCE, now: context.now, alone: false }
  return (await store.askChecks(context.db, asking)) ?? []
}

/**
 * Asks every check, stores what each answered, and opens, follows and closes incidents. One process at a time does it.
 *
 * @throws  when PostgreSQL does not answer: the job is tried again
 */
export async function checkEverything(context: Context, others?: OtherChecks): Promise<Round> {
  const askedAt = context.now()
  const asking = { checks: checksOf(context), patience: PATIENCE, now: context.now, alone: true }
  const asked = await store.askChecks(context.db, asking)
  if (!asked) return 'busy'
  const outcomes = [...asked, ...(await askOthers(context, others, askedAt))]

  return context.db.transaction().execute(async (transaction) => {
    await store.lockRounds(transaction)
    const last = await store.lastAskedAt(transaction)
    // What was seen earlier must not undo what is known since.
    if (last && last >= askedAt) return 'late'
    await store.insertRuns(transaction, askedAt, outcomes)
    for (const outcome of outcomes) await follow(transaction, context, outcome, askedAt)
    await broadcast(transaction, 'published', CHECKED)
    return 'done'
  })
}

async function askOthers(context: Context, others: OtherChecks | undefined, now: Date): Promise<readonly Outcome[]> {
  if (!others) return []
  const last = await store.lastAskedAt(context.db, others.one)
  return last && now.getTime() - last.getTime() < others.everyMs ? [] : others.ask(context)
}

async function follow(transaction: Transaction<DB>, context: Context, outcome: Outcome, at: Date): Promise<void> {
  const open = await store.lockOpenIncident(transaction, outcome.name)
  const steps = decideSteps(open, outcome)
  if (steps.length === 0) return
  const found = { rowCount: outcome.rows.length, rowIds: opaqueIds(outcome.rows) }
  const incident = open ?? { id: context.newId(), checkName: outcome.name, sentence: outcome.sentence, openedAt: at }
  if (!open) await store.insertIncident(transaction, { ...incident, ...found })
  for (const kind of steps) {
    if (kind === 'changed' || kind === 'fails-again') await store.setPassing(transaction, incident.id, null, found)
    if (kind === 'passes') await store.setPassing(transaction, incident.id, at)
    if (kind === 'closed') await store.setClosed(transaction, incident.id, at)
    await store.insertStep(transaction, incident.id, { kind, rowCount: found.rowCount, happenedAt: at })
    await warn(transaction, context, incident, kind)
  }
}

/** Tells those who look after the platform. A count that moves is no news. */
export async function warn(
  transaction: Transaction<DB>,
  context: Context,
  { id, sentence }: Pick<Incident, 'id' | 'sentence'>,
  kind: StepKind,
): Promise<void> {
  const told = TOLD[kind]
  if (told === undefined) return
  const again = kind === 'opened' || kind === 'closed' ? '' : `-${context.now().getTime()}`
  await tell(transaction, context, {
    subject: INCIDENT_SUBJECT,
    object: `incident:${id}`,
    state: `${kind}${again}`,
    people: { roles: ['administrator', 'agent'] },
    sentence: `${told} « ${sentence} »`.slice(0, 500),
    href: `/agents/transparence/${id}`,
  })
}

const TOLD: Readonly<Partial<Record<StepKind, string>>> = {
  opened: 'Un contrôle de la plateforme a trouvé une erreur. Ce n’est plus vrai :',
  'fails-again': 'Un contrôle qui était de nouveau juste retrouve une erreur. Ce n’est plus vrai :',
  passes: 'Un contrôle est de nouveau juste. Écrivez la cause de l’erreur pour clore l’incident :',
  closed: 'Un incident est clos. C’est de nouveau vrai, et la cause est écrite :',
}
