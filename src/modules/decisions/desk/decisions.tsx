import { Hono, type Context as HonoContext } from 'hono'
import { done, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { deskFrame, formKeys, having, holds, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import { VISA_STEPS } from '../circuit.ts'
import { addBeneficiary, adoptProposed, giveVisa, openReport, recordStep, setDecidedAmount } from '../commands/index.ts'
import { isInForce } from '../interests.ts'
import { STEPS } from '../model.ts'
import { readBeneficiary, readDecidedAmount, readId, readRemark, readReport, readStep } from '../reading.ts'
import * as store from '../store/index.ts'
import { NewReportPage, ReportsPage } from './decisions-page.tsx'
import { type House, READERS, submit, WRITERS } from './parts.tsx'
import { reworkDesk } from './rework.tsx'
import { idOf, showOne } from './show-decision.tsx'

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
    const [seance, decide] = [c.req.query('seance') ?? '', c.req.query('decide') ?? '']
    const values = { seance, decide, nature: 'deliberation', matiere: '7.5' }
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

  desk.route('/', reworkDesk(house))
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
      const economicBasis = readRemark(fields['base-economique'] ?? '')
      return done({
        step,
        isGiven: fields.avis !== 'reprendre',
        remark: readRemark(fields.remarque ?? ''),
        economicBasis,
      })
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

async function showNew(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const from = new Date(context.now().getTime() - 60 * 86_400_000)
  const page = { meetings: await store.listMeetings(context.db, from), state, keys: formKeys(c, context) }
  return c.html(<NewReportPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}
