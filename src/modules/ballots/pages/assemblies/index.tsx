import { Hono, type Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Context } from '#platform/context'
import { FORM_SENTENCES, formKeys, readForm, sentFields } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { CODES, voteInAssembly } from '../../commands/assemblies/index.ts'
import { readVoice } from '../../sealed/assembly/forms.ts'
import type { Assembly } from '../../sealed/assembly/model.ts'
import { hashOfPrintedCode, plainPrintedCode } from '../../sealed/evidence-code.ts'
import { lockBox, openBox } from '../../sealed/journey-box.ts'
import * as store from '../../store/assemblies/index.ts'
import { ASSEMBLY_SENTENCES } from './sentences.ts'
import { CodePage, MemberVotePage, votePath } from './voter-page.tsx'

type House = { readonly context: Context; readonly frame: SiteFrame }

const VOTE = '/assemblees/:slug{[a-z0-9-]{1,80}}/voter'
const COOKIE = 'assemblee'
const COOKIE_OPTIONS = { prefix: 'host', secure: true, path: '/', httpOnly: true, sameSite: 'Lax' } as const

/** Where the members of an assembly vote, with the code of their sheet. */
export function assemblyPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  const house = { context, frame }
  pages.get(VOTE, async (c) => {
    const assembly = await findAssembly(c, house)
    return assembly ? show(c, house, assembly, EMPTY_FORM, 200) : c.notFound()
  })
  pages.post(VOTE, async (c) => {
    const assembly = await findAssembly(c, house)
    return assembly ? enter(c, house, assembly) : c.notFound()
  })
  pages.post(`${VOTE}/questions/:number{[1-9][0-9]{0,2}}`, async (c) => {
    const assembly = await findAssembly(c, house)
    return assembly ? vote(c, house, assembly) : c.notFound()
  })
  pages.post(`${VOTE}/quitter`, async (c) => {
    const assembly = await findAssembly(c, house)
    if (!assembly) return c.notFound()
    const form = await readForm(c, context)
    if (!form.ok) return show(c, house, assembly, problem(FORM_SENTENCES[form.refusal]), 422)
    setCookie(c, COOKIE, '', { ...COOKIE_OPTIONS, maxAge: 0 })
    return c.redirect(votePath(assembly), 303)
  })
  return pages
}

function findAssembly(c: HonoContext, { context }: House): Promise<Assembly | undefined> {
  return store.findAssembly(context.db, c.req.param('slug') ?? '')
}

async function enter(c: HonoContext, house: House, assembly: Assembly) {
  const { context } = house
  const form = await readForm(c, context)
  if (!form.ok) return show(c, house, assembly, problem(FORM_SENTENCES[form.refusal]), 422)
  const code = plainPrintedCode(form.value.fields.code ?? '')
  const hash = hashOfPrintedCode(context.keyFor(CODES), assembly.id, code)
  const member = await store.findMemberByCode(context.db, assembly.id, hash)
  if (member === undefined) {
    const errors = { code: 'Ce code n’est pas celui d’un membre. Relisez votre feuille, ou demandez à l’accueil.' }
    return show(c, house, assembly, { values: form.value.fields, errors }, 422)
  }
  const box = lockBox(new TextEncoder().encode(member), keyOf(house, assembly), context.random)
  setCookie(c, COOKIE, box, COOKIE_OPTIONS)
  return c.redirect(votePath(assembly), 303)
}

async function vote(c: HonoContext, house: House, assembly: Assembly) {
  const { context } = house
  const castBy = memberOf(c, house, assembly)
  const { fields: sent } = await sentFields(c)
  const member = sent.membre ?? ''
  const form = await readForm(c, context)
  if (!form.ok) return show(c, house, assembly, problem(FORM_SENTENCES[form.refusal]), 422, { member })
  if (castBy === undefined) return c.redirect(votePath(assembly), 303)
  const { fields, lists, submission } = form.value
  const number = Number(c.req.param('number'))
  const question = await store.findQuestion(context.db, assembly.id, number)
  const voice = question && readVoice(question, fields, lists, `-${fields.rang}`)
  // Two members may share a browser: whose key it is makes the sending theirs.
  const own = { key: submission.key, body: { sent: submission.body, castBy } }
  const of = { submission: own, assemblyId: assembly.id, number }
  const voted = await voteInAssembly(context, { ...of, castBy, member, voice })
  if (voted.ok) return c.redirect(`${votePath(assembly)}?enregistre=oui`, 303)
  const sentence = ASSEMBLY_SENTENCES[voted.refusal]
  const field = `${question?.rule.kind === 'election' ? 'choix' : 'reponse'}-${fields.rang}`
  const state =
    voted.refusal === 'not-an-answer' ? { values: fields, errors: { [field]: sentence } } : problem(sentence)
  return show(c, house, assembly, state, 422, { member })
}

async function show(
  c: HonoContext,
  house: House,
  assembly: Assembly,
  state: FormState,
  status: 200 | 422,
  failed?: { readonly member: string },
) {
  const { context, frame: site } = house
  const base = { site, assembly, keys: formKeys(c, context), state }
  const id = memberOf(c, house, assembly)
  const room = id === undefined ? undefined : await store.readRoom(context.db, assembly.id)
  const member = room?.members.find((each) => each.id === id)
  if (!room || !member) return c.html(<CodePage {...base} />, status)
  const questions = await store.listQuestions(context.db, assembly.id)
  const isSaved = status === 200 && c.req.query('enregistre') === 'oui'
  return c.html(<MemberVotePage {...base} {...{ member, room, questions, failed, isSaved }} />, status)
}

/** Who this browser is of, in this assembly. */
function memberOf(c: HonoContext, house: House, assembly: Assembly): string | undefined {
  const bytes = openBox(getCookie(c, COOKIE, 'host') ?? '', keyOf(house, assembly))
  return bytes && new TextDecoder().decode(bytes)
}

function keyOf({ context }: House, { id }: Assembly) {
  return { key: context.keyFor('members of assemblies in their browser'), about: id }
}

function problem(sentence: string): FormState {
  return { values: {}, errors: {}, problem: sentence }
}
