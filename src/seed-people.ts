import { z } from 'zod'
import { assert, type Result } from '#kernel/result'
import { dayOf, declareAbsence, GRANTED_ROLES, type GrantedRole, grantRole, seedPeople } from '#modules/accounts'
import { actingAs, type Context } from '#platform/context'

// Invented people are seen to be: a real address can never stand there.
const Person = z.strictObject({
  id: z.uuid(),
  displayName: z.string().regex(/exemple/i),
  email: z.string().endsWith('.example').nullable(),
  roles: z.array(z.enum(GRANTED_ROLES as [GrantedRole])),
  card: z.strictObject({ number: z.string(), code: z.string(), issuedBy: z.uuid() }).optional(),
})
const Period = { startsInDays: z.int(), days: z.int() }
const Absence = z.strictObject({ person: z.uuid(), ...Period })
const Asked = z.strictObject({
  by: z.uuid(),
  person: z.uuid(),
  role: z.enum(GRANTED_ROLES as [GrantedRole]),
  reason: z.string(),
  ...Period,
})

const PeopleFile = z.strictObject({
  note: z.string(),
  people: z.array(Person),
  absences: z.array(Absence),
  asked: z.array(Asked),
})

/**
 * The people of the demonstration, and the first things that wait at their desk: somebody away, a role to confirm.
 *
 * @param file  what `data/demonstration/people.json` holds
 * @returns     how many people are new; 0: nothing was written
 */
export async function seedInventedPeople(context: Context, file: unknown): Promise<number> {
  const { people, absences, asked } = PeopleFile.parse(file)
  const added = mustHold(await seedPeople(context, people))
  if (added === 0) return 0

  for (const [index, { person, ...period }] of absences.entries()) {
    const acting = actingAs(context, { kind: 'person', id: person })
    const absence = { personId: person, ...daysOf(context, period) }
    mustHold(await declareAbsence(acting, submissionOf('absence', index, absence), absence))
  }
  for (const [index, { by, person, startsInDays, days, ...words }] of asked.entries()) {
    const acting = actingAs(context, { kind: 'person', id: by })
    const role = { personId: person, object: null, ...words, ...daysOf(context, { startsInDays, days }) }
    mustHold(await grantRole(acting, submissionOf('role', index, role), role))
  }
  return added
}

const DAY_MS = 86_400_000

/** Dates of the demonstration follow the day it starts. */
function daysOf(context: Context, { startsInDays, days }: { readonly startsInDays: number; readonly days: number }) {
  const dayIn = (count: number) => dayOf(new Date(context.now().getTime() + count * DAY_MS))
  return { startsOn: dayIn(startsInDays), endsOn: dayIn(startsInDays + days - 1) }
}

function submissionOf(what: string, index: number, body: unknown) {
  return { key: `demonstration-${what}-${index}`, body }
}

function mustHold<Value>(result: Result<Value, unknown>): Value {
  assert(result.ok, result.ok ? '' : `the demonstration follows the rules of the house: ${JSON.stringify(result)}`)
  return result.value
}
