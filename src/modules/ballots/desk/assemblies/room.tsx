import { Hono, type Context as HonoContext } from 'hono'
import { FORM_SENTENCES, having, readForm, type SentForm, sentFields } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { giveProxy, listMembers, markPresence, withdrawProxy } from '../../commands/assemblies/index.ts'
import { ASSEMBLY_SENTENCES } from '../../pages/assemblies/sentences.ts'
import { readMembers } from '../../sealed/assembly/forms.ts'
import * as store from '../../store/assemblies/index.ts'
import { acting, type House, problemState } from '../seated.ts'
import { answer, type Show } from './answer.ts'
import { DoorPage } from './door-page.tsx'
import { MEMBERS_LIMITS, MembersPage, type Preview } from './members-page.tsx'
import { CONVENERS, ONE, pathOf, readHeld } from './shell.ts'

/** Members, presences and proxies. */
export function roomDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(`${ONE}/membres`, having(CONVENERS), (c) => showMembers(c, house, EMPTY_FORM, 200))
  desk.post(`${ONE}/membres`, having(CONVENERS), (c) => takeMembers(c, house))
  const show: Show = async (c, state, status) => {
    const held = await readHeld(c, house, state)
    return held ? c.html(<DoorPage {...held} />, status) : c.notFound()
  }
  desk.get(`${ONE}/presences`, having(CONVENERS), (c) => show(c, EMPTY_FORM, 200))
  desk.post(`${ONE}/presences`, having(CONVENERS), (c) =>
    answer(c, house, show, async (acts, { fields, submission }, assembly) => {
      const [memberId, isHere] = [fields.arrive ?? fields.part ?? '', fields.arrive !== undefined]
      const outcome = markPresence(acts, { submission, assemblyId: assembly.id, memberId, isHere })
      return { outcome, to: pathOf(assembly, 'presences') }
    }),
  )
  desk.post(`${ONE}/procurations`, having(CONVENERS), (c) =>
    answer(c, house, show, async (acts, { fields, submission }, assembly) => {
      const { de: giver = '', a: holder = '' } = fields
      if (giver === '') return { errors: { de: 'Choisissez qui donne procuration.' } }
      if (holder === '') return { errors: { a: 'Choisissez qui la reçoit.' } }
      const outcome = giveProxy(acts, { submission, assemblyId: assembly.id, giver, holder })
      return { outcome, to: pathOf(assembly, 'presences') }
    }),
  )
  desk.post(`${ONE}/procurations/retirer`, having(CONVENERS), (c) =>
    answer(c, house, show, async (acts, { fields, submission }, assembly) => {
      const outcome = withdrawProxy(acts, { submission, assemblyId: assembly.id, giver: fields.de ?? '' })
      return { outcome, to: pathOf(assembly, 'presences') }
    }),
  )
  return desk
}

/** First read and shown, then written when the reader has said yes. */
async function takeMembers(c: HonoContext, house: House) {
  const { context } = house
  const assembly = await store.findAssembly(context.db, c.req.param('slug') ?? '')
  if (!assembly) return c.notFound()
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, context)
  if (!form.ok) return showMembers(c, house, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const text = await textOf(form.value)
  if (text === undefined || text.trim() === '') {
    const sentence =
      text === undefined ? 'Ce fichier est trop lourd : 1 Mo au plus.' : 'Collez une liste ou choisissez un fichier.'
    return showMembers(c, house, { values: sent, errors: { liste: sentence } }, 422)
  }
  const file = readMembers(text, assembly.colleges)
  const isAgreed = form.value.fields.accord === 'oui' && file.faults.length === 0
  if (!isAgreed) return showMembers(c, house, EMPTY_FORM, file.faults.length > 0 ? 422 : 200, { ...file, text })
  const input = { submission: form.value.submission, assemblyId: assembly.id, members: file.members }
  const listed = await listMembers(await acting(c, house), input)
  if (listed.ok) return c.redirect(pathOf(assembly, 'membres'), 303)
  return showMembers(c, house, problemState(ASSEMBLY_SENTENCES[listed.refusal], sent), 422)
}

/** What was typed, or what the file holds; undefined: too heavy. */
async function textOf({ fields, files }: SentForm): Promise<string | undefined> {
  const file = files.fichier
  if (!file || file.size === 0) return fields.liste ?? ''
  return file.size > MEMBERS_LIMITS.largestBytes ? undefined : decoded(await file.arrayBuffer())
}

// Spreadsheets of some machines still write in Windows-1252.
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

async function showMembers(c: HonoContext, house: House, state: FormState, status: 200 | 422, preview?: Preview) {
  const held = await readHeld(c, house, state)
  return held ? c.html(<MembersPage {...held} preview={preview} />, status) : c.notFound()
}
