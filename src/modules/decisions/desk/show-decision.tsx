import type { Context as HonoContext } from 'hono'
import { dayOf } from '#modules/accounts'
import { deskFrame, formKeys, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { VISA_STEPS } from '../circuit.ts'
import { isTied } from '../interests.ts'
import { actOf, decideCorrection, nextSteps } from '../model.ts'
import { readId } from '../reading.ts'
import { settingsFrom, visaRolesOf } from '../settings.ts'
import * as store from '../store/index.ts'
import { DecisionDeskPage, type FormName } from './decision-page.tsx'
import { type House, WRITERS } from './parts.tsx'

/** `/agents/decisions/:id`, with the form that was refused if there is one. */
export async function showOne(
  c: HonoContext,
  { context, frame }: House,
  sent?: { readonly form: FormName; readonly state: FormState },
): Promise<Response> {
  const { db } = context
  const decision = await store.findDecision(db, idOf(c))
  if (!decision) return c.notFound()
  const today = dayOf(context.now())
  const organisations = [...new Set(decision.lines.map(({ beneficiaryId }) => beneficiaryId))]
  const visaRoles = visaRolesOf(settingsFrom(await store.listStoredSettings(db)))
  const [visitor, meeting, visas, links, setAside, moment, signers] = await Promise.all([
    theVisitor(c),
    decision.meetingId === null ? undefined : store.findMeeting(db, decision.meetingId),
    store.listVisas(db, [decision.id]),
    store.listInterestsIn(db, organisations, today),
    store.listSetAside(db, decision.id),
    store.readMoment(db, decision, context.now()),
    Promise.all(VISA_STEPS.map(async (step) => [step, await store.listSigners(db, visaRoles[step], today)] as const)),
  ])
  const documents = await store.listDocumentsOf(db, [decision.id])
  const steps = nextSteps(decision)
  const asked = sent?.state.values.etape ?? c.req.query('etape')
  const tied = isTied(decision, links, visitor.personId)
  const canWrite = visitor.roles.some(({ role }) => WRITERS.includes(role))
  // A form that is gone (the reader is tied, the act was taken meanwhile) cannot say why it was refused: the page does.
  const isGone = tied || steps.length === 0 || (sent?.form !== 'step' && actOf(decision) !== undefined)
  const page = {
    decision,
    problem: isGone ? sent?.state.problem : undefined,
    meeting,
    documents,
    visas,
    signers: new Map(signers),
    isTied: tied,
    canWrite,
    mayCorrect: canWrite && !tied && decideCorrection(decision, moment).ok,
    visaRoles,
    setAside,
    roles: visitor.roles.map(({ role }) => role),
    readerId: visitor.personId,
    step: steps.find((each) => each === asked) ?? steps[0],
    stateOf: (form: FormName) => (sent?.form === form ? sent.state : EMPTY_FORM),
    keysFor: () => formKeys(c, context),
  }
  return c.html(
    <DecisionDeskPage site={frame} desk={await deskFrame(c, context)} {...page} />,
    sent === undefined ? 200 : 422,
  )
}

/** The decision of the address; one that nobody has when it cannot be read. */
export function idOf(c: HonoContext): string {
  return readId(c.req.param('id') ?? '') ?? '00000000-0000-0000-0000-000000000000'
}
