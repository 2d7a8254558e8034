import { Hono, type Context as HonoContext } from 'hono'
import { done, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { deskFrame, formKeys, having, holds, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { VISA_ROLES, VISA_STEPS } from '../circuit.ts'
import { addBeneficiary, adoptProposed, giveVisa, openReport, recordStep, setDecidedAmount } from '../commands/index.ts'
import { isInForce, isTied } from '../interests.ts'
import { actOf, nextSteps, STEPS } from '../model.ts'
import { readBeneficiary, readDecidedAmount, readId, readRemark, readReport, readStep } from '../reading.ts'
import * as store from '../store/index.ts'
import { DecisionDeskPage, type FormName } from './decision-page.tsx'
import { NewReportPage, ReportsPage } from './decisions-page.tsx'
import { type House, READERS, submit, WRITERS } from './parts.tsx'

const PATH = '/agents/decisions'
const ONE = `${PATH}/:id{[0-9a-f-]{36}}`
const MOST_SHOWN = 300

/** `/agents/decisions`: reports and acts, from the first line to « exécutoire ». */
export function decisionDesk(house: House): Hono {
  const desk = new Hono()
  const { context, frame } = house

  desk.get(PATH, having(READERS), async (c) => {
    const decisions = await store.listDecisions(context.db, MOST_SHOWN)
    const visitor = await theVisitor(c)
    const links = await store.listInterestsOf(context.db, visitor.personId)
    const now = dayOf(context.now())
    const tied = new Set(links.filter((link) => isInForce(link, now)).map(({ organisationId }) => organisationId))
    return c.html(
      <ReportsPage
        site={frame}
        desk={await deskFrame(c, context)}
        {...{ decisions, tied, mayWrite: holds(visitor, WRITERS) }}
      />,
    )
  })

  desk.get(`${PATH}/nouvelle`, having(WRITERS), (c) => {
    const values = { seance: c.req.query('seance') ?? '', nature: 'deliberation', matiere: '7.5' }
    return showNew(c, house, { values, errors: {} }, 200)
  })
  desk.post(`${PATH}/nouvelle`, having(WRITERS), (c) =>
    submit(c, house, {
      read: readReport,
      act: (acting, { submission }, report) => openReport(acting, { submission, report }),
      next: ({ id }) => `${PATH}/${id}`,
      again: (state) => showNew(c, house, state, 422),
    }),
  )

  desk.get(ONE, having(READERS), (c) => showOne(c, house))
  desk.post(`${ONE}/beneficiaires`, having(WRITERS), (c) =>
    submit(c, house, {
      read: readBeneficiary,
      act: (acting, { submission }, beneficiary) =>
        addBeneficiary(acting, { submission, decisionId: idOf(c), beneficiary }),
      next: () => `${PATH}/${idOf(c)}`,
      again: (state) => showOne(c, house, { form: 'beneficiary', state }),
    }),
  )
  desk.post(`${ONE}/montants`, having(WRITERS), (c) => decideAmounts(c, house))
  desk.post(`${ONE}/visas`, having(READERS), (c) => visa(c, house))
  desk.post(`${ONE}/etapes`, having(WRITERS), (c) =>
    submit(c, house, {
      read: (fields) => {
        const kind = STEPS.find((step) => step === fields.etape && step !== 'listed')
        return kind ? readStep(fields, kind) : refuse({ jour: 'Choisissez l’étape à noter.' })
      },
      act: (acting, { submission }, event) => recordStep(acting, { submission, decisionId: idOf(c), event }),
      next: () => `${PATH}/${idOf(c)}`,
      again: (state) => showOne(c, house, { form: 'step', state }),
    }),
  )

  return desk
}

function decideAmounts(c: HonoContext, house: House): Promise<Response> {
  return submit(c, house, {
    read: (fields) => {
      if (fields.tout === 'propose') return done(undefined)
      const lineId = readId(fields.ligne ?? '')
      if (lineId === undefined) return refuse({ ligne: 'Choisissez un bénéficiaire.' })
      const amount = readDecidedAmount(fields)
      return amount.ok ? done({ lineId, amount: amount.value }) : amount
    },
    act: (acting, { submission }, asked) =>
      asked === undefined
        ? adoptProposed(acting, { submission, decisionId: idOf(c) })
        : setDecidedAmount(acting, { submission, decisionId: idOf(c), ...asked }),
    next: () => `${PATH}/${idOf(c)}`,
    again: (state) => showOne(c, house, { form: 'amount', state }),
  })
}

async function visa(c: HonoContext, house: House): Promise<Response> {
  const { roles } = await theVisitor(c)
  return submit(c, house, {
    read: (fields) => {
      const step = VISA_STEPS.find((each) => each === fields.visa)
      if (!step) return refuse({ visa: 'Choisissez le visa que vous donnez.' })
      return done({ step, isGiven: fields.avis !== 'reprendre', remark: readRemark(fields.remarque ?? '') })
    },
    act: (acting, { submission }, asked) => {
      // Roles held on one object alone open no visa of the whole territory.
      const held = roles.filter(({ object }) => object === null).map(({ role }) => role)
      return giveVisa(acting, { submission, decisionId: idOf(c), roles: held, ...asked })
    },
    next: () => `${PATH}/${idOf(c)}`,
    again: (state) => showOne(c, house, { form: 'visa', state }),
  })
}

function idOf(c: HonoContext): string {
  return readId(c.req.param('id') ?? '') ?? '00000000-0000-0000-0000-000000000000'
}

async function showNew(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const from = new Date(context.now().getTime() - 60 * 86_400_000)
  const page = { meetings: await store.listMeetings(context.db, from), state, keys: formKeys(c, context) }
  return c.html(<NewReportPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

async function showOne(
  c: HonoContext,
  { context, frame }: House,
  sent?: { readonly form: FormName; readonly state: FormState },
): Promise<Response> {
  const { db } = context
  const decision = await store.findDecision(db, idOf(c))
  if (!decision) return c.notFound()
  const today = dayOf(context.now())
  const organisations = [...new Set(decision.lines.map(({ beneficiaryId }) => beneficiaryId))]
  const [visitor, meeting, visas, links, signers] = await Promise.all([
    theVisitor(c),
    decision.meetingId === null ? undefined : store.findMeeting(db, decision.meetingId),
    store.listVisas(db, [decision.id]),
    store.listInterestsIn(db, organisations, today),
    Promise.all(VISA_STEPS.map(async (step) => [step, await store.listSigners(db, VISA_ROLES[step], today)] as const)),
  ])
  const steps = nextSteps(decision)
  const asked = sent?.state.values.etape ?? c.req.query('etape')
  const tied = isTied(decision, links, visitor.personId)
  // A form that is gone (the reader is tied, the act was taken meanwhile) cannot say why it was refused: the page does.
  const isGone = tied || steps.length === 0 || (sent?.form !== 'step' && actOf(decision) !== undefined)
  const page = {
    decision,
    problem: isGone ? sent?.state.problem : undefined,
    meeting,
    visas,
    signers: new Map(signers),
    isTied: tied,
    canWrite: visitor.roles.some(({ role }) => WRITERS.includes(role)),
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
