import { Hono, type Context as HonoContext } from 'hono'
import { done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { having } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { readPayee } from '../budget/payee.ts'
import { EXPENSE_READERS, FINANCE_ROLES } from '../budget/roles.ts'
import { collectReceivable, issueReceivable, type Owed } from '../commands/budget/index.ts'
import * as store from '../store/budget/index.ts'
import { around, type Fields, type House, ID, idOf, submit } from './parts.tsx'
import { faultsOf, isId, PAYEE_FAULTS, readDayOf, readSum, readWords } from './reading.ts'
import { RECEIVABLES, ReceivablePage, ReceivablesPage } from './receivables-pages.tsx'

/** `/agents/budget/titres`: what is owed to the authority, and what the comptable has of it. */
export function receivablesDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(RECEIVABLES, having(EXPENSE_READERS), (c) => showAll(c, house, EMPTY_FORM, 200))
  desk.post(RECEIVABLES, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: readOwed,
      act: (acting, { submission }, owed) => issueReceivable(acting, { submission, owed }),
      next: ({ id }) => `${RECEIVABLES}/${id}`,
      again: (state) => showAll(c, house, state, 422),
    }),
  )
  desk.get(`${RECEIVABLES}/${ID}`, having(EXPENSE_READERS), (c) => showOne(c, house, EMPTY_FORM, 200))
  desk.post(`${RECEIVABLES}/${ID}/encaisser`, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: (fields) => readDayOf(fields, 'jour'),
      act: (acting, { submission }, on) => collectReceivable(acting, { submission, receivableId: idOf(c), on }),
      next: () => `${RECEIVABLES}/${idOf(c)}`,
      again: (state) => showOne(c, house, state, 422),
    }),
  )
  return desk
}

async function showAll(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const { db } = house.context
  const [receivables, years, payments] = await Promise.all([
    store.listReceivables(db, {}),
    store.listYears(db),
    store.listPayments(db),
  ])
  const open = years.filter(({ closedAt }) => closedAt === null)
  const lines = (await Promise.all(open.map(({ year }) => store.listLines(db, year)))).flat()
  const page = {
    receivables,
    payments: payments.slice(0, MOST_PAYMENTS),
    lines: lines.filter(({ direction }) => direction === 'receipt'),
    state,
  }
  return c.html(<ReceivablesPage {...(await around(c, house))} {...page} />, status)
}

async function showOne(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const { db, now } = house.context
  const receivable = (await store.listReceivables(db, { id: idOf(c) }))[0]
  if (!receivable) return c.notFound()
  const { recoversMandate } = receivable
  const page = {
    receivable,
    line: (await store.findLine(db, receivable.lineId))!,
    recovered: recoversMandate === null ? undefined : (await store.listPayments(db, { mandateId: recoversMandate }))[0],
    today: dayOf(now()),
    state,
  }
  return c.html(<ReceivablePage {...(await around(c, house))} {...page} />, status)
}

const MOST_PAYMENTS = 300

function readOwed(fields: Fields): Result<Owed, Fields> {
  const kind = fields.qui === 'natural' ? 'natural' : 'legal'
  const payee = readPayee({ kind, siret: fields.siret ?? '', name: fields.nom ?? '' })
  const [purpose, amount] = [readWords(fields, 'objet', 300), readSum(fields, 'montant')]
  const [lineId, mandate] = [fields.ligne ?? '', fields.paiement ?? '']
  const faults: Fields = {
    ...(isId(lineId) ? {} : { ligne: 'Choisissez la ligne de recette.' }),
    ...(payee.ok ? {} : PAYEE_FAULTS[payee.refusal]),
    ...faultsOf(purpose, amount),
  }
  if (!payee.ok || !purpose.ok || !amount.ok || Object.keys(faults).length > 0) return refuse(faults)
  const recoversMandate = isId(mandate) ? mandate : null
  return done({ lineId, payee: payee.value, amountCents: amount.value, purpose: purpose.value, recoversMandate })
}
