import { Hono, type Context as HonoContext } from 'hono'
import { FORM_SENTENCES, readForm, sentFields, signedIn } from '#platform/sessions'
import type { FormState } from '#ui/form'
import { keepTyping } from '../../commands/paper/index.ts'
import {
  type Batch,
  countTyped,
  decideTyping,
  positionsOf,
  readTyping,
  type TypingFault,
  typingOf,
  writeLine,
} from '../../sealed/paper.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { acting, type House, pathIn, problemState, shellOf } from '../seated.ts'
import { findOne, ONE_BATCH } from './found.ts'
import { TypingPage } from './typing-page.tsx'
import { LINE_SENTENCES, PAPER_SENTENCES } from './words.ts'

const PATH = `${ONE_BATCH}/saisie/:turn{[12]}`
const MOST_FAULTS = 10

/** One line a paper, by keyboard alone: numbers, a space, Enter. */
export function typingDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(PATH, signedIn(), (c) => show(c, house, undefined, 200))
  desk.post(PATH, signedIn(), (c) => keep(c, house))
  return desk
}

async function keep(c: HonoContext, house: House) {
  const found = await findOne(c, house)
  if (!found) return c.notFound()
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const { fields, submission } = form.value
  const { poll, batch, seat } = found
  const turn = turnOf(c)
  const positions = positionsOf(batch, turn)
  const text = fields.papiers ?? ''
  const typed = countTyped(text)
  const read = readTyping(text, positions, poll.manifest)
  const wrong =
    typed > positions.length ? PAPER_SENTENCES['lines-too-many'] : read.ok ? undefined : faultWords(read.refusal)
  if (wrong !== undefined || !read.ok) {
    return show(c, house, { values: sent, errors: { papiers: wrong ?? '' } }, 422)
  }
  const isFinished = fields.suite !== 'plus-tard'
  const input = { submission, seat, number: batch.number, turn, lines: read.value, isFinished }
  const kept = await keepTyping(await acting(c, house), input)
  if (!kept.ok) {
    const sentence = PAPER_SENTENCES[kept.refusal]
    const told = kept.refusal === 'lines-missing' ? `${sentence} ${typed} sur ${positions.length} sont là.` : sentence
    return show(c, house, { values: sent, errors: { papiers: told } }, 422)
  }
  const path = pathIn(poll, `papier/lots/${batch.number}`)
  return c.redirect(
    isFinished ? `${path}${kept.value.isWiden ? '?tout=oui' : ''}` : `${path}/saisie/${turn}?garde=oui`,
    303,
  )
}

async function show(c: HonoContext, house: House, state: FormState | undefined, status: 200 | 422) {
  const found = await findOne(c, house)
  if (!found) return c.notFound()
  const turn = turnOf(c)
  const allowed = decideTyping(found.batch, turn, found.seat.personId)
  const page = {
    ...found,
    turn,
    obstacle: allowed.ok ? undefined : PAPER_SENTENCES[allowed.refusal],
    state: state ?? { values: { papiers: writtenOf(found.batch, turn, found.poll) }, errors: {} },
    isKept: c.req.query('garde') === 'oui' && status === 200,
  }
  return c.html(<TypingPage {...(await shellOf(c, house))} {...page} />, status)
}

function turnOf(c: HonoContext): 1 | 2 {
  return c.req.param('turn') === '2' ? 2 : 1
}

function writtenOf(batch: Batch, turn: 1 | 2, { manifest }: SealedPoll): string {
  return (typingOf(batch, turn)?.lines ?? []).map((line) => writeLine(line, manifest)).join('\n')
}

function faultWords(faults: readonly TypingFault[]): string {
  const shown = faults.slice(0, MOST_FAULTS).map(({ line, fault }) => `Papier ${line} : ${LINE_SENTENCES[fault]}`)
  const more = faults.length - shown.length
  return [...shown, ...(more > 0 ? [`Et ${more} autres.`] : [])].join(' ')
}
