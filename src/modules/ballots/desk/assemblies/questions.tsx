import { Hono } from 'hono'
import { having } from '#platform/sessions'
import { EMPTY_FORM } from '#ui/form'
import { addQuestion, closeQuestion, openQuestion, voteInAssembly } from '../../commands/assemblies/index.ts'
import { readQuestion, readVoice } from '../../sealed/assembly/forms.ts'
import * as store from '../../store/assemblies/index.ts'
import type { House } from '../seated.ts'
import { answer, type Show } from './answer.ts'
import { NewQuestionPage, QuestionPage } from './question-pages.tsx'
import { CONVENERS, ONE, pathOf, readHeld } from './shell.ts'

const USUAL = { genre: 'motion', seuil: '1/2', atteint: 'plus', base: 'expressed', silence: 'shared' }
const QUESTION = `${ONE}/questions/:number{[1-9][0-9]{0,2}}`

/** Questions: added, opened, typed for who has no phone, closed. */
export function questionsDesk(house: House): Hono {
  const desk = new Hono()
  const showNew: Show = async (c, state, status) => {
    const held = await readHeld(c, house, state)
    return held ? c.html(<NewQuestionPage {...held} />, status) : c.notFound()
  }
  const show: Show = async (c, state, status) => {
    const held = await readHeld(c, house, state)
    const question = held?.questions.find(({ number }) => number === Number(c.req.param('number')))
    return held && question ? c.html(<QuestionPage {...held} question={question} />, status) : c.notFound()
  }
  desk.get(`${ONE}/questions/nouvelle`, having(CONVENERS), (c) => showNew(c, { values: USUAL, errors: {} }, 200))
  desk.post(`${ONE}/questions/nouvelle`, having(CONVENERS), (c) =>
    answer(c, house, showNew, async (acts, { fields, submission }, assembly) => {
      const read = readQuestion(fields)
      if (!read.ok) return { errors: read.refusal }
      const outcome = addQuestion(acts, { submission, assemblyId: assembly.id, question: read.value })
      return { outcome, to: `${pathOf(assembly)}#questions` }
    }),
  )
  desk.get(QUESTION, having(CONVENERS), (c) => show(c, EMPTY_FORM, 200))
  desk.post(`${QUESTION}/:act{ouvrir|fermer}`, having(CONVENERS), (c) =>
    answer(c, house, show, async (acts, { submission }, assembly) => {
      const number = Number(c.req.param('number'))
      const act = c.req.param('act') === 'ouvrir' ? openQuestion : closeQuestion
      const outcome = act(acts, { submission, assemblyId: assembly.id, number })
      return { outcome, to: pathOf(assembly, `questions/${number}`) }
    }),
  )
  desk.post(`${QUESTION}/voix`, having(CONVENERS), (c) =>
    answer(c, house, show, async (acts, { fields, lists, submission }, assembly) => {
      const { membre: member = '' } = fields
      if (member === '') return { errors: { membre: 'Choisissez le membre qui vote.' } }
      const number = Number(c.req.param('number'))
      const question = await store.findQuestion(house.context.db, assembly.id, number)
      const voice = question && readVoice(question, fields, lists)
      // By proxy it is the holder who speaks.
      const { present, proxies } = await store.readRoom(house.context.db, assembly.id)
      const holder = present.has(member) ? undefined : proxies.find(({ giver }) => giver === member)?.holder
      const of = { submission, assemblyId: assembly.id, number }
      const outcome = voteInAssembly(acts, { ...of, castBy: holder ?? member, member, voice })
      return { outcome, to: pathOf(assembly, `questions/${number}`) }
    }),
  )
  return desk
}
