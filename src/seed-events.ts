import { z } from 'zod'
import { addDays, dayIn, instantsOf } from '#kernel/calendar'
import { assert, type Result } from '#kernel/result'
import { createEvent, isEventKnown, KINDS, type Kind, moveEvent, register } from '#modules/agenda'
import { readAtlas } from '#modules/territory'
import { actingAs, type Context } from '#platform/context'

const Hour = z.string().regex(/^\d{2}:\d{2}$/)
const Event = z.strictObject({
  kind: z.enum(KINDS as unknown as [Kind]),
  title: z.string().regex(/exemple/i),
  description: z.string(),
  host: z.string(),
  place: z.string(),
  street: z.string(),
  access: z.string(),
  inDays: z.int(),
  from: Hour,
  to: Hour,
  capacity: z.int().nullable(),
  sessions: z.array(
    z.strictObject({
      from: Hour,
      to: Hour,
      title: z.string(),
      facilitators: z.string(),
      capacity: z.int().nullable().default(null),
    }),
  ),
  /** Of the territory of the demonstration; another territory has none of them. */
  commune: z.string().regex(/^\d{5}$/),
  state: z.enum(['published', 'proposed']),
  registered: z.array(z.uuid()).default([]),
})
const EventsFile = z.strictObject({ note: z.string(), events: z.array(Event) })

/** Who proposes, in the demonstration. */
const PROPOSER = '00000000-0000-7000-8000-000000000101'

/**
 * The events of the demonstration, all invented, with days that follow its first start.
 *
 * @param file  what `data/demonstration/events.json` holds
 * @returns     how many are new; 0: nothing was written
 */
export async function seedInventedEvents(context: Context, file: unknown): Promise<number> {
  const { events } = EventsFile.parse(file)
  if (await isEventKnown(context.db)) return 0
  const known = (await readAtlas(context.db))?.communeByCode
  for (const [index, { commune, ...event }] of events.entries()) {
    const communeCode = known?.has(commune) ? commune : null
    await seedOne(context, { ...event, communeCode }, `demonstration-evenement-${index}`)
  }
  return events.length
}

type Seed = Omit<z.infer<typeof Event>, 'commune'> & { readonly communeCode: string | null }

async function seedOne(context: Context, event: Seed, key: string): Promise<void> {
  const day = addDays(dayIn(context.now()), event.inDays)
  const at = (time: string) => instantsOf({ day, time })[0]!
  const { inDays: _inDays, from, to, state, registered, ...words } = event
  const draft = {
    ...words,
    startsAt: at(from),
    endsAt: at(to),
    takesRegistrations: true,
    registrationClosesAt: null,
    sessions: event.sessions.map(({ from: begin, to: end, ...one }) => ({
      ...one,
      startsAt: at(begin),
      endsAt: at(end),
    })),
  }
  const proposerId = state === 'proposed' ? PROPOSER : null
  const { eventId: id } = mustHold(await createEvent(context, { submission: { key, body: null }, draft, proposerId }))
  if (state === 'proposed') return
  mustHold(
    await moveEvent(context, { submission: { key: `${key}-publie`, body: null }, id, move: 'publish', reason: '' }),
  )
  for (const personId of registered) {
    const acting = actingAs(context, { kind: 'person', id: personId })
    const guest = { name: 'Personne d’exemple', email: null, telephone: null, need: null }
    const submission = { key: `${key}-${personId.slice(-4)}`, body: null }
    mustHold(await register(acting, { submission, eventId: id, guest, owner: { personId, addresses: [] } }))
  }
}

function mustHold<Value>(result: Result<Value, unknown>): Value {
  assert(result.ok, result.ok ? '' : `the demonstration follows the rules of the house: ${JSON.stringify(result)}`)
  return result.value
}
