import { z } from 'zod'
import { cents } from '#kernel/money'
import { assert, type Result } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import {
  addBeneficiaries,
  addDays,
  adoptProposed,
  changeSetting,
  declareInterest,
  findDecision,
  giveVisa,
  openReport,
  planMeeting,
  readExported,
  recordStep,
  setDecidedAmount,
} from '#modules/decisions'
import { actingAs, type Context } from '#platform/context'

// Invented organisations are seen to be, and their SIRET is one nobody receives.
const Name = z.string().regex(/exemple/i)
const Siret = z.string().startsWith('999')
const Line = z.strictObject({
  id: Siret,
  name: Name,
  purpose: z.string(),
  cents: z.int(),
  decidedCents: z.int().optional(),
  reason: z.string().optional(),
})
const Step = z.strictObject({
  kind: z.enum(['deliberated', 'transmitted', 'published']),
  afterDays: z.int().min(0),
  number: z.string().optional(),
  receipt: z.string().optional(),
  votes: z.tuple([z.int(), z.int(), z.int()]).optional(),
})
const Report = z.strictObject({
  meeting: z.string(),
  title: Name,
  lines: z.array(Line),
  visas: z.array(
    z.strictObject({ step: z.enum(['writer', 'mission', 'direction', 'finance', 'legal']), person: z.uuid() }),
  ),
  steps: z.array(Step),
})
const DecisionsFile = z.strictObject({
  note: z.string(),
  authority: z.strictObject({ name: Name, siret: Siret, prefecture: z.string() }),
  meetings: z.array(
    z.strictObject({ key: z.string(), inDays: z.int(), at: z.string(), place: z.string(), seats: z.int() }),
  ),
  interests: z.array(
    z.strictObject({
      person: z.uuid(),
      organisation: Siret,
      name: Name,
      kind: z.enum(['mandate']),
      source: z.string(),
    }),
  ),
  reports: z.array(Report),
})

/**
 * Meetings, reports at each state and a link of interest, all invented. What is there already stays as it is.
 *
 * @param file  what `data/demonstration/decisions.json` holds
 * @returns     how many reports are new
 */
export async function seedInventedDecisions(context: Context, file: unknown): Promise<number> {
  const { authority, meetings, interests, reports } = DecisionsFile.parse(file)
  const { settings } = await readExported(context.db)
  if (settings.get('authority-siret')!.value !== '') return 0
  const acting = actingAs(context, { kind: 'machine', name: 'demonstration' })
  const submission = submissions(context)
  const today = dayOf(context.now())

  const ids = new Map<string, { readonly id: string; readonly on: string }>()
  for (const { key, inDays, at, place, seats } of meetings) {
    const on = weekday(addDays(today, inDays))
    const meeting = { body: 'permanent-commission', on, at, place, seatCount: seats } as const
    ids.set(key, { ...mustHold(await planMeeting(acting, { submission: submission(), meeting })), on })
  }
  for (const { person, organisation, name, kind, source } of interests) {
    const tie = { personId: person, organisationId: organisation, organisationName: name, kind, source }
    const link = { ...tie, startsOn: addDays(today, -400), endsOn: null }
    mustHold(await declareInterest(acting, { submission: submission(), link }))
  }
  for (const report of reports) await seedReport(acting, report, ids.get(report.meeting)!, submission)

  const told = {
    'authority-name': authority.name,
    'authority-siret': authority.siret,
    'prefecture-id': authority.prefecture,
  }
  // Last: its presence says that the rest is there.
  for (const name of ['authority-name', 'prefecture-id', 'authority-siret'] as const) {
    const setting = { name, value: told[name], source: 'Démonstration', isVerified: false }
    mustHold(await changeSetting(acting, { submission: submission(), setting, readValue: '' }))
  }
  return reports.length
}

async function seedReport(
  acting: Context,
  { title, lines, visas, steps }: z.infer<typeof Report>,
  meeting: { readonly id: string; readonly on: string },
  submission: () => { readonly key: string; readonly body: null },
): Promise<void> {
  const words = { legalBasis: 'CGCT, article L3211-1 (exemple)', subjectCode: '7.5', object: null }
  const report = { kind: 'deliberation', title, meetingId: meeting.id, ...words } as const
  const paid = {
    paymentNature: lines.length === 0 ? 'none' : 'non-economic',
    budgetYear: Number(meeting.on.slice(0, 4)),
  } as const
  const { id: decisionId } = mustHold(
    await openReport(acting, { submission: submission(), report: { ...report, ...paid } }),
  )
  const beneficiaries = lines.map(({ id, name, purpose, cents: proposed }) => {
    const named = { beneficiaryId: id, beneficiaryName: name, object: null, purpose }
    return { ...named, proposedCents: cents(BigInt(proposed)) }
  })
  if (beneficiaries.length > 0) {
    mustHold(await addBeneficiaries(acting, { submission: submission(), decisionId, beneficiaries }))
  }
  for (const { step, person } of visas) {
    const by = actingAs(acting, { kind: 'person', id: person })
    const visa = {
      decisionId,
      step,
      isGiven: true,
      remark: null,
      economicBasis: null,
      roles: ['agent', 'administrator', 'finance-agent'],
    } as const
    mustHold(await giveVisa(by, { submission: submission(), ...visa }))
  }
  if (steps.length > 0) await decideLines(acting, decisionId, lines, submission)
  for (const { kind, afterDays, number = null, receipt = null, votes } of steps) {
    const [votesFor, votesAgainst, abstentions] = votes ?? [0, 0, 0]
    const counted = votes ? { votesFor, votesAgainst, abstentions } : null
    const event = { kind, happenedOn: addDays(meeting.on, afterDays), number, receipt, votes: counted }
    mustHold(await recordStep(acting, { submission: submission(), decisionId, event }))
  }
}

async function decideLines(
  acting: Context,
  decisionId: string,
  lines: readonly z.infer<typeof Line>[],
  submission: () => { readonly key: string; readonly body: null },
): Promise<void> {
  const stored = (await findDecision(acting.db, decisionId))!.lines
  for (const [index, { decidedCents, reason = null }] of lines.entries()) {
    if (decidedCents === undefined) continue
    const amount = { decidedCents: cents(BigInt(decidedCents)), departureReason: reason }
    const lineId = stored[index]!.id
    mustHold(await setDecidedAmount(acting, { submission: submission(), decisionId, lineId, amount }))
  }
  mustHold(await adoptProposed(acting, { submission: submission(), decisionId }))
}

// Nobody meets on a Saturday or a Sunday.
function weekday(day: string): string {
  const number = new Date(`${day}T12:00:00Z`).getUTCDay()
  return number === 6 ? addDays(day, -1) : number === 0 ? addDays(day, -2) : day
}

function submissions(context: Context) {
  return () => ({ key: context.newId().replaceAll('-', ''), body: null })
}

function mustHold<Value>(result: Result<Value, unknown>): Value {
  assert(result.ok, result.ok ? '' : `the demonstration follows the rules of the house: ${JSON.stringify(result)}`)
  return result.value
}
