import { Hono, type Context as HonoContext } from 'hono'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import type { Submission, SubmissionRefusal } from '#platform/database'
import { having, type SentForm } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { BudgetRefusal } from '../budget/refusals.ts'
import { FINANCE_ROLES, INSTRUCTORS } from '../budget/roles.ts'
import * as commands from '../commands/budget/index.ts'
import { BUDGET_DESK, type Fields, type House, idOf, submit } from './parts.tsx'
import { faultsOf, isId, readDayOf, readSum, readWords } from './reading.ts'

type Target = { readonly submission: Submission; readonly engagementId: string; readonly version: number }
type Done = Promise<Result<unknown, BudgetRefusal | SubmissionRefusal>>
type OneAct = (context: Context, target: Target) => Done
type Reading = (fields: Fields, lists: SentForm['lists']) => Result<OneAct, Fields>

/** Acts on an engagement, each at its own address; a refusal shows the engagement again, with the form filled. */
export function engagementActs(
  house: House,
  path: string,
  again: (c: HonoContext, act: string, state: FormState) => Promise<Response>,
): Hono {
  const desk = new Hono()
  for (const [act, { roles, read }] of Object.entries(ACTS)) {
    desk.post(`${path}/${act}`, having(roles), (c) => {
      const id = idOf(c)
      return submit(c, house, {
        read,
        act: (acting, { submission, fields }, doIt) =>
          doIt(acting, { submission, engagementId: id, version: Number(fields.version ?? 0) }),
        next: () => `${BUDGET_DESK}/engagements/${id}`,
        again: (state) => again(c, act, state),
      })
    })
  }
  return desk
}

const ACTS = {
  engager: finance((fields) => {
    const amount = readSum(fields, 'montant')
    if (!amount.ok) return amount
    return done((context, target) => commands.commitEngagement(context, { ...target, amountCents: amount.value }))
  }),
  refuser: finance((fields) => {
    const reason = readWords(fields, 'raison', 500)
    if (!reason.ok) return reason
    return done((context, target) => commands.declineEngagement(context, { ...target, reason: reason.value }))
  }),
  juridique: finance((fields) => {
    const [reference, on] = [readWords(fields, 'reference', 120), readDayOf(fields, 'jour')]
    if (!reference.ok || !on.ok) return refuse(faultsOf(reference, on))
    const words = { reference: reference.value, on: on.value }
    return done((context, target) => commands.commitLegally(context, { ...target, ...words }))
  }),
  changer: finance((fields) => {
    const [amount, reason] = [readSum(fields, 'ecart'), readWords(fields, 'pourquoi', 500)]
    if (!amount.ok || !reason.ok) return refuse(faultsOf(amount, reason))
    const change = fields.sens === 'rendre' ? commands.releaseEngagement : commands.complementEngagement
    const words = { amountCents: amount.value, reason: reason.value }
    return done((context, target) => change(context, { ...target, ...words }))
  }),
  liquider: {
    roles: INSTRUCTORS,
    read: (fields, lists) => {
      const [document, receivedOn] = [readWords(fields, 'piece', 120), readDayOf(fields, 'recu')]
      const amount = readSum(fields, 'somme')
      if (!document.ok || !receivedOn.ok || !amount.ok) return refuse(faultsOf(document, receivedOn, amount))
      const words = { document: document.value, receivedOn: receivedOn.value, amountCents: amount.value }
      const seen = { isAttached: fields.rattachee === 'oui', checkedConditions: lists['vues-a-preparer'] ?? [] }
      return done((context, target) => commands.prepareLiquidation(context, { ...target, ...words, ...seen }))
    },
  },
  signer: finance((fields, lists) => {
    const checkedConditions = lists[`vues-${fields.liquidation}`] ?? []
    return done((context, target) => {
      return commands.signLiquidation(context, { ...onLiquidation(fields, target), checkedConditions })
    })
  }),
  renvoyer: finance((fields) => {
    const reason = readWords(fields, 'renvoi', 500)
    if (!reason.ok) return reason
    return done((context, target) =>
      commands.returnLiquidation(context, { ...onLiquidation(fields, target), reason: reason.value }),
    )
  }),
  reporter: finance((fields) => {
    const lineId = fields['ligne-suivante'] ?? ''
    if (!isId(lineId)) return refuse({ 'ligne-suivante': 'Choisissez une ligne de l’année suivante.' })
    return done((context, target) => commands.carryOver(context, { ...target, lineId }))
  }),
  mandater: finance((fields) => {
    return done((context, target) => commands.issueMandate(context, onLiquidation(fields, target)))
  }),
  payer: finance((fields) => accountant(fields, 'jour-comptable', (on) => ({ kind: 'pay', on }))),
  remettre: finance((fields) => accountant(fields, 'jour-comptable', (on) => ({ kind: 'resume', on }))),
  rejeter: finance((fields) => {
    const reason = readWords(fields, 'motif', 500)
    if (!reason.ok) return reason
    const askedDocument = (fields.document ?? '').toWellFormed().trim().slice(0, 200) || null
    return accountant(fields, 'jour-rejet', (on) => ({ kind: 'reject', on, reason: reason.value, askedDocument }))
  }),
} as const satisfies Record<string, { readonly roles: typeof FINANCE_ROLES; readonly read: Reading }>

function finance(read: Reading) {
  return { roles: FINANCE_ROLES, read }
}

function accountant(
  fields: Fields,
  name: string,
  told: (on: string) => commands.AccountantAct,
): Result<OneAct, Fields> {
  const on = readDayOf(fields, name)
  if (!on.ok) return on
  return done((context, target) =>
    commands.recordAccountant(context, { ...onLiquidation(fields, target), done: told(on.value) }),
  )
}

function onLiquidation(fields: Fields, { submission }: Target) {
  const named = fields.liquidation ?? ''
  const liquidationId = isId(named) ? named : NOBODY
  return { submission, liquidationId, version: Number(fields['version-liquidation'] ?? 0) }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
