import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { cents } from '#kernel/money'
import { assert, type Result } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import {
  addLine,
  askEngagement,
  cellsOf,
  commitEngagement,
  commitLegally,
  findEngagement,
  findLineByCode,
  importNomenclature,
  issueMandate,
  listConditions,
  listLiquidations,
  listYears,
  objectOfStage,
  openStage,
  openYear,
  prepareLiquidation,
  proposeStage,
  readCodes,
  recordAccountant,
  signLiquidation,
} from '#modules/books'
import { addDays, openReport, planMeeting, recordStep } from '#modules/decisions'
import { actingAs, type Context } from '#platform/context'

const Amount = z.int().min(0)
const Line = z.strictObject({
  code: z.string(),
  chapter: z.string(),
  nature: z.string(),
  function: z.string(),
  label: z.string(),
  perimeter: z.enum(['dedicated', 'transversal']).default('dedicated'),
  direction: z.enum(['expense', 'receipt']).default('expense'),
  cents2024: Amount,
  cents: Amount,
})
const STAGES = ['asked', 'committed', 'prepared', 'mandated', 'rejected', 'paid'] as const
const Engagement = z.strictObject({
  line: z.string(),
  payee: z.string(),
  kind: z.enum(['purchase', 'grant']),
  /** Its decision is proposed only: nothing is signed. */
  isProposed: z.boolean().default(false),
  purpose: z.string().regex(/exemple/),
  cents: Amount,
  liquidatedCents: Amount.optional(),
  until: z.enum(STAGES),
  daysAgo: z.int(),
})
const BudgetFile = z.strictObject({
  note: z.string(),
  source: z.string(),
  lines: z.array(Line),
  payees: z.record(
    z.string(),
    z.strictObject({ kind: z.enum(['legal', 'natural']), siret: z.string(), name: z.string().regex(/exemple/i) }),
  ),
  engagements: z.array(Engagement),
})
const NomenclatureFile = z.strictObject({
  name: z.string(),
  yearFrom: z.int(),
  source: z.string(),
  licence: z.string(),
  status: z.enum(['official', 'to-verify']),
})
type File = z.infer<typeof BudgetFile>

// Two people of the demonstration: who instructs, and who keeps the money.
const INSTRUCTOR = '00000000-0000-7000-8000-000000000112'
const FINANCE = '00000000-0000-7000-8000-000000000113'
const REAL_YEAR = 2024

/**
 * The budget of 2024, whose totals are real and whose lines are not, and that of this year, invented, with an engagement at
 * each stage. What is there already stays as it is.
 *
 * @param root  the project's folder: the files are in its `data/`
 * @returns     how many engagements are new
 */
export async function seedInventedBudget(context: Context, root: string): Promise<number> {
  if ((await listYears(context.db)).length > 0) return 0
  const file = BudgetFile.parse(readJson(root, 'demonstration/budget.json'))
  const nomenclatureId = await seedNomenclature(at(context, 330), root)
  const today = dayOf(context.now())
  const year = Number(today.slice(0, 4))
  if (year !== REAL_YEAR) await seedYear(context, file, { year: REAL_YEAR, nomenclatureId, on: '2023-12-18' })
  await seedYear(context, file, { year, nomenclatureId, on: weekday(addDays(today, -320)) })

  const decided = `dossier:${context.newId()}`
  await decide(context, {
    title: 'Subventions à des structures (exemple)',
    object: decided,
    on: weekday(addDays(today, -100)),
  })
  const proposed = `dossier:${context.newId()}`
  await propose(context, {
    title: 'Tournée d’épicerie solidaire (exemple)',
    object: proposed,
    on: weekday(addDays(today, 30)),
  })
  for (const engagement of file.engagements) {
    const isGrant = engagement.kind === 'grant'
    const decisionObject = isGrant ? (engagement.isProposed ? proposed : decided) : null
    await seedEngagement(context, file, { ...engagement, year, decisionObject })
  }
  return file.engagements.length
}

async function seedNomenclature(context: Context, root: string): Promise<string> {
  const { status, ...words } = NomenclatureFile.parse(readJson(root, 'nomenclatures/budget-m57.json'))
  const codes = ['chapitres', 'comptes-nature', 'fonctions'].flatMap((name) => {
    const text = readFileSync(join(root, `data/nomenclatures/budget-m57-${name}.csv`), 'utf8')
    return mustHold(readCodes(cellsOf(text)))
  })
  const nomenclature = { ...words, yearTo: null, status }
  return mustHold(await importNomenclature(context, { submission: submissionOf(context), nomenclature, codes })).id
}

type Year = { readonly year: number; readonly nomenclatureId: string; readonly on: string }

async function seedYear(context: Context, { lines, source }: File, { year, nomenclatureId, on }: Year): Promise<void> {
  const machine = actingAs(context, { kind: 'machine', name: 'demonstration' })
  const acting = { ...machine, now: () => noon(addDays(on, 1)) }
  mustHold(await openYear(acting, { submission: submissionOf(context), year, nomenclatureId }))
  const isReal = year === REAL_YEAR
  const amounts = []
  for (const { cents2024, cents: now, ...words } of lines) {
    const amount = isReal ? cents2024 : now
    if (amount === 0) continue
    const section = words.code.startsWith('I') ? 'I' : 'F'
    const line = { ...words, year, section, isFictitious: true } as const
    const { id: lineId } = mustHold(await addLine(acting, { submission: submissionOf(context), line }))
    amounts.push({ lineId, amountCents: cents(BigInt(amount)) })
  }
  const title = `Budget primitif ${year} (exemple)`
  const stage = { year, kind: 'bp', title, source: isReal ? source : null, amounts } as const
  const { id } = mustHold(await proposeStage(acting, { submission: submissionOf(context), stage }))
  await decide(context, { title, object: objectOfStage(id), on })
  mustHold(await openStage(acting, { submission: submissionOf(context), stageId: id }))
}

type Decided = { readonly title: string; readonly object: string; readonly on: string }

/** A délibération, invented: voted, transmitted and published on its day. */
async function decide(context: Context, words: Decided): Promise<void> {
  const acting = { ...context, now: () => noon(addDays(words.on, 1)) }
  const decisionId = await propose(acting, words)
  const { on: happenedOn } = words
  for (const step of [
    { kind: 'deliberated', number: `EX-${decisionId.slice(-8)}`, receipt: null },
    { kind: 'transmitted', number: null, receipt: `EX-${decisionId.slice(-8)}` },
    { kind: 'published', number: null, receipt: null },
  ] as const) {
    const event = { ...step, happenedOn, votes: null }
    mustHold(await recordStep(machineOf(acting), { submission: submissionOf(context), decisionId, event }))
  }
}

async function propose(context: Context, { title, object, on }: Decided): Promise<string> {
  const place = 'Hôtel du Département (exemple)'
  // At another hour than the other meetings of the demonstration, and each at its own.
  const minute = String(Number.parseInt(object.slice(-4), 16) % 60).padStart(2, '0')
  const meeting = { body: 'assembly', on, at: `09:${minute}`, place, seatCount: 30 } as const
  const acting = machineOf(context)
  const { id: meetingId } = mustHold(await planMeeting(acting, { submission: submissionOf(context), meeting }))
  const words = { legalBasis: 'CGCT, article L3312-1 (exemple)', subjectCode: '7.1', budgetYear: null } as const
  const report = { kind: 'deliberation', title, meetingId, object, paymentNature: 'none', ...words } as const
  return mustHold(await openReport(acting, { submission: submissionOf(context), report })).id
}

type Story = z.infer<typeof Engagement> & { readonly year: number; readonly decisionObject: string | null }

async function seedEngagement(context: Context, { payees }: File, story: Story): Promise<void> {
  const { kind, purpose, decisionObject, until, daysAgo } = story
  const rank = STAGES.indexOf(until)
  const line = await findLineByCode(context.db, story.year, story.line)
  const payee = payees[story.payee]
  assert(line && payee, 'an engagement of the demonstration names its line and its payee')
  const who = { ...payee, ...(payee.kind === 'legal' ? {} : { siret: null }) } as Parameters<
    typeof askEngagement
  >[1]['demand']['payee']
  const [instructor, finance] = [INSTRUCTOR, FINANCE].map((id) => actingAs(context, { kind: 'person', id }))
  const amountCents = cents(BigInt(story.cents))
  const conditions = kind === 'grant' ? ['Convention signée', 'Contrat d’engagement républicain', 'RIB'] : []
  const demand = {
    lineId: line.id,
    kind,
    payee: who,
    purpose,
    amountCents,
    decisionObject,
    conditions,
    authorisation: null,
  }
  const { id } = mustHold(
    await askEngagement(at(instructor!, daysAgo + 6), { submission: submissionOf(context), demand }),
  )
  if (rank < STAGES.indexOf('committed')) return
  const asked = { submission: submissionOf(context), engagementId: id, version: 1 }
  mustHold(await commitEngagement(at(finance!, daysAgo + 5), { ...asked, amountCents }))
  if (rank < STAGES.indexOf('prepared')) return
  await seedLiquidation(context, { ...story, id }, { instructor: instructor!, finance: finance! })
}

/** What is ordered, then asked for, signed, mandated and paid: as far as the story goes. */
async function seedLiquidation(
  context: Context,
  { id, kind, until, daysAgo, ...story }: Story & { readonly id: string },
  { instructor, finance }: { readonly instructor: Context; readonly finance: Context },
): Promise<void> {
  const rank = STAGES.indexOf(until)
  const asIs = async () => {
    const { version } = (await findEngagement(context.db, id))!
    return { submission: submissionOf(context), engagementId: id, version }
  }
  const today = dayOf(context.now())
  const signed = { reference: kind === 'grant' ? 'Convention (exemple)' : 'Bon de commande (exemple)' }
  mustHold(
    await commitLegally(at(finance, daysAgo + 4), { ...(await asIs()), ...signed, on: addDays(today, -daysAgo - 4) }),
  )
  const checkedConditions = (await listConditions(context.db, id)).map((each) => each.id)
  const words = { document: kind === 'grant' ? 'Demande d’acompte (exemple)' : 'Facture (exemple)', isAttached: false }
  const { id: liquidationId } = mustHold(
    await prepareLiquidation(at(instructor, daysAgo), {
      ...(await asIs()),
      ...words,
      amountCents: cents(BigInt(story.liquidatedCents ?? story.cents)),
      receivedOn: addDays(today, -daysAgo),
      checkedConditions,
    }),
  )
  if (rank < STAGES.indexOf('mandated')) return
  const liquidation = async () => {
    const { version } = (await listLiquidations(context.db, { ids: [liquidationId] }))[0]!
    return { submission: submissionOf(context), liquidationId, version }
  }
  mustHold(await signLiquidation(at(finance, daysAgo - 3), { ...(await liquidation()), checkedConditions }))
  mustHold(await issueMandate(at(finance, daysAgo - 4), await liquidation()))
  if (until === 'mandated') return
  const on = addDays(today, -daysAgo + 10)
  const refused = { kind: 'reject', on, reason: 'Le RIB est au nom d’une autre structure (exemple).' } as const
  const did = until === 'paid' ? ({ kind: 'pay', on } as const) : ({ ...refused, askedDocument: 'RIB' } as const)
  mustHold(await recordAccountant(at(finance, daysAgo - 10), { ...(await liquidation()), done: did }))
}

/** The same world, some days ago. */
function at(context: Context, daysAgo: number): Context {
  const day = addDays(dayOf(context.now()), -daysAgo)
  return { ...context, now: () => noon(day) }
}

function machineOf(context: Context): Context {
  return actingAs(context, { kind: 'machine', name: 'demonstration' })
}

function noon(day: string): Date {
  return new Date(`${day}T11:00:00Z`)
}

// Nobody meets on a Saturday or a Sunday.
function weekday(day: string): string {
  const number = noon(day).getUTCDay()
  return number === 6 ? addDays(day, -1) : number === 0 ? addDays(day, -2) : day
}

function submissionOf(context: Context) {
  return { key: context.newId().replaceAll('-', ''), body: null }
}

function readJson(root: string, path: string): unknown {
  return JSON.parse(readFileSync(join(root, 'data', path), 'utf8'))
}

function mustHold<Value>(result: Result<Value, unknown>): Value {
  const told = result.ok ? '' : JSON.stringify(result, (_, each) => (typeof each === 'bigint' ? String(each) : each))
  assert(result.ok, `the demonstration follows the rules of the house: ${told}`)
  return result.value
}
