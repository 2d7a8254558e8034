import { Hono, type Context as HonoContext } from 'hono'
import { isDay } from '#kernel/calendar'
import { isSiren } from '#kernel/perimeter'
import type { Result } from '#kernel/result'
import { csvLine, plainText } from '#kernel/tabular'
import type { Context } from '#platform/context'
import type { Submission, SubmissionRefusal } from '#platform/database'
import {
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  holds,
  readForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import type { FormState } from '#ui/form'
import { readAmount, sentenceOfAmount } from '#ui/money-field'
import { declareAid, joinUndertaking, leaveUndertaking, withdrawAid } from '../commands/index.ts'
import type { DeMinimis } from '../model.ts'
import { type DeskRefusal, SENTENCES } from '../sentences.ts'
import * as store from '../store/index.ts'
import { acting, type Fields, type House, isId, PATH, READERS, refusalSentence, WRITERS } from './parts.ts'
import { ACTS, type ActName, AIDS, UndertakingsPage } from './undertakings-page.tsx'

const [MOST_SHOWN, MOST_AIDS] = [500, 50_000]

/** De minimis aids: the register, what others gave, the enterprises that are one. */
export function undertakingsDesk(house: House): Hono {
  const desk = new Hono()
  const { db } = house.context
  desk.get(`${PATH}/de-minimis.csv`, having(READERS), async (c) =>
    c.body(registerOf(await store.listOwnDeMinimis(db, MOST_AIDS)), 200, {
      'Cache-Control': 'no-store',
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="aides-de-minimis.csv"',
    }),
  )
  desk.get(AIDS, having(READERS), (c) => show(c, house, undefined, 200))
  for (const act of ACTS) desk.post(`${AIDS}/${act}`, having(WRITERS), (c) => answer(c, house, act))
  return desk
}

async function answer(c: HonoContext, house: House, act: ActName): Promise<Response> {
  const form = await readForm(c, house.context)
  if (!form.ok) {
    const { fields: values } = await sentFields(c)
    return show(c, house, { act, state: { values, errors: {}, problem: FORM_SENTENCES[form.refusal] } }, 422)
  }
  const { fields: values, submission } = form.value
  const read = READ[act](values)
  if ('errors' in read) return show(c, house, { act, state: { values, errors: read.errors } }, 422)
  const acted = await read.act(await acting(c, house.context), submission)
  if (acted.ok) return c.redirect(AIDS, 303)
  const { refusal } = acted
  const field = FIELD_OF[refusal]
  const state =
    field === undefined || refusal === 'submission-reused'
      ? { values, errors: {}, problem: refusalSentence(refusal) }
      : { values, errors: { [field]: SENTENCES[refusal] } }
  return show(c, house, { act, state }, 422)
}

const FIELD_OF: Readonly<Partial<Record<DeskRefusal | SubmissionRefusal, string>>> = {
  'undertaking-itself': 'tete',
  'undertaking-member': 'membre',
  'undertaking-head': 'membre',
  'undertaking-head-member': 'tete',
}

type Refusal = DeskRefusal | SubmissionRefusal
type Read =
  | { readonly errors: Fields }
  | { readonly act: (context: Context, submission: Submission) => Promise<Result<void, Refusal>> }

const READ: Readonly<Record<ActName, (fields: Fields) => Read>> = {
  declarer: readAid,
  rattacher: readMembership,
  retirer: ({ id = '' }) => ({
    act: (context, submission) => withdrawAid(context, { submission, id: isId(id) ? id : NOBODY }),
  }),
  detacher: ({ siren = '' }) => ({ act: (context, submission) => leaveUndertaking(context, { submission, siren }) }),
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
const NO_SIREN = 'Un SIREN a 9 chiffres. Vérifiez-les un par un.'

function readAid(fields: Fields): Read {
  const [siren, grantedBy, grantedOn] = [digits(fields.siren), (fields.par ?? '').trim(), fields.le ?? '']
  const amount = readAmount(fields.montant ?? '')
  const regime = (['general', 'sieg'] as const satisfies readonly DeMinimis[]).find((each) => each === fields.reglement)
  const errors = {
    ...(!isSiren(siren) && { siren: NO_SIREN }),
    ...((grantedBy === '' || grantedBy.length > 200) && { par: 'Écrivez le nom de qui l’a accordée.' }),
    ...(!isDay(grantedOn) && { le: 'Écrivez le jour où elle a été accordée.' }),
    ...(!amount.ok && { montant: sentenceOfAmount(amount.refusal) }),
    ...(amount.ok && amount.value === 0n && { montant: 'Écrivez un montant au-dessus de zéro.' }),
    ...(!regime && { reglement: 'Choisissez le règlement : il est écrit sur la déclaration.' }),
  }
  if (!amount.ok || !regime || Object.keys(errors).length > 0) return { errors }
  const aid = { siren, grantedBy, grantedOn, regime, cents: amount.value }
  return { act: (context, submission) => declareAid(context, { submission, aid }) }
}

function readMembership(fields: Fields): Read {
  const [siren, headSiren, source] = [digits(fields.membre), digits(fields.tete), (fields.source ?? '').trim()]
  const errors = {
    ...(!isSiren(siren) && { membre: NO_SIREN }),
    ...(!isSiren(headSiren) && { tete: NO_SIREN }),
    ...((source === '' || source.length > 300) && {
      source: 'Dites d’où vous le savez : une déclaration, des statuts.',
    }),
  }
  if (Object.keys(errors).length > 0) return { errors }
  const membership = { siren, headSiren, source }
  return { act: (context, submission) => joinUndertaking(context, { submission, membership }) }
}

async function show(
  c: HonoContext,
  house: House,
  sent: { readonly act: ActName; readonly state: FormState } | undefined,
  status: 200 | 422,
) {
  const { context, frame } = house
  const [aids, memberships] = await Promise.all([
    store.listDeclaredAids(context.db, MOST_SHOWN),
    store.listMemberships(context.db, MOST_SHOWN),
  ])
  const mayWrite = holds(await theVisitor(c), WRITERS)
  const page = { aids, memberships, mayWrite, sent, keysFor: () => formKeys(c, context) }
  return c.html(<UndertakingsPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

function registerOf(aids: Awaited<ReturnType<typeof store.listOwnDeMinimis>>): string {
  const lines = aids.map(({ siren, name, regime, on, amount, purpose, reference }) =>
    csvLine([siren, plainText(name), regime, on, decimal(amount), plainText(purpose), reference ?? '']),
  )
  const header = csvLine(['siren', 'nom', 'reglement', 'accordee_le', 'montant', 'objet', 'decision'])
  return [header, ...lines].join('')
}

function digits(text = ''): string {
  return text.replace(/[\s\u00a0\u202f]/g, '')
}

function decimal(amount: string): string {
  const padded = amount.padStart(3, '0')
  return `${padded.slice(0, -2)}.${padded.slice(-2)}`
}
