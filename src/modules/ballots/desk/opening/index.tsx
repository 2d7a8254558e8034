import { Hono, type Context as HonoContext } from 'hono'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { FORM_SENTENCES, readForm, signedIn } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { type CloseInput, confirmClose, proposeClose, withdrawClose } from '../../commands/opening/index.ts'
import type { CloseRefusal } from '../../sealed/close.ts'
import type { SeatOffice } from '../../sealed/poll.ts'
import * as store from '../../store/opening/index.ts'
import { closeObstacles } from '../../store/paper/index.ts'
import { listNames } from '../../store/sealed/index.ts'
import { acting, findSeated, type House, ONE_POLL, pathIn, shellOf } from '../seated.ts'
import { ClosePage } from './close-page.tsx'

const PATH = `${ONE_POLL}/cloture`
const CLOSERS: readonly SeatOffice[] = ['commission', 'bureau']

/** The close of a vote, by two members of its commission or of its bureau. */
export function openingDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  const house = { context, frame }
  desk.get(PATH, signedIn(), (c) => show(c, house, undefined, 200))
  for (const [part, act] of ACTS) desk.post(`${PATH}/${part}`, signedIn(), (c) => answer(c, house, act))
  return desk
}

type Act = (context: Context, input: CloseInput) => Promise<Result<void, CloseRefusal | SubmissionRefusal>>

const ACTS: readonly (readonly [part: string, act: Act])[] = [
  ['proposer', proposeClose],
  ['confirmer', confirmClose],
  ['retirer', withdrawClose],
]

const CLOSE_SENTENCES: Readonly<Record<CloseRefusal | SubmissionRefusal, string>> = {
  ...SUBMISSION_SENTENCES,
  'already-closed': 'Ce vote est déjà clos : le bureau peut l’ouvrir.',
  'not-over': 'Le vote n’est pas fini. Revenez après sa fin.',
  'obstacles-left': 'Tout n’est pas réglé : regardez la liste « Ce qui reste à régler ».',
  'nothing-proposed': 'Personne ne propose la clôture en ce moment. Rechargez la page.',
  'same-person': 'Vous avez fait cette proposition : une autre personne doit la confirmer.',
}

async function answer(c: HonoContext, house: House, act: Act) {
  const found = await findSeated(c, house, CLOSERS)
  if (!found) return c.notFound()
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, FORM_SENTENCES[form.refusal], 422)
  const done = await act(await acting(c, house), { submission: form.value.submission, ...found })
  if (done.ok) return c.redirect(`${pathIn(found.poll, 'cloture')}?enregistre=oui`, 303)
  return show(c, house, CLOSE_SENTENCES[done.refusal], 422)
}

async function show(c: HonoContext, house: House, problem: string | undefined, status: 200 | 422) {
  const found = await findSeated(c, house, CLOSERS)
  if (!found) return c.notFound()
  const { db } = house.context
  const { poll } = found
  const proposal = await store.findCloseProposal(db, poll.id)
  const names = await listNames(db, proposal ? [proposal.proposedBy] : [])
  const obstacles = poll.stage === 'deciding' ? await closeObstacles(db, poll.id) : []
  const isSaved = status === 200 && c.req.query('enregistre') === 'oui'
  const page = { ...found, proposal, obstacles, problem, isSaved, proposer: names.get(proposal?.proposedBy ?? '') }
  return c.html(<ClosePage {...(await shellOf(c, house))} {...page} />, status)
}
