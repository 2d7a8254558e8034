import type { Context as HonoContext } from 'hono'
import { actingAs } from '#platform/context'
import type { IdentityProvider } from '#platform/identity'
import { FORM_SENTENCES, readForm } from '#platform/sessions'
import { ButtonLink } from '#ui/action'
import { FocusPage } from '#ui/focus'
import {
  comeBackFromFranceConnect,
  enterByFranceConnect,
  freshSubmission,
  leaveForFranceConnect,
} from '../../commands/roll/index.ts'
import { isOldEnough } from '../../sealed/evidence-age.ts'
import { readCivilStatus } from '../../sealed/evidence-franceconnect.ts'
import { doorOf } from '../../sealed/journey.ts'
import type { Pass } from '../../sealed/pass.ts'
import { findSealedPollById } from '../../store/sealed/index.ts'
import { VotePage } from '../vote/parts.tsx'
import { type Visit, visitOf } from '../vote/visit.ts'
import { tooYoung } from './fields.ts'
import { keepSession, takeSession } from './franceconnect-session.ts'
import { CIVIL_STATUS_SENTENCES, IDENTITY_SENTENCES, RETURN_SENTENCES } from './franceconnect-words.ts'
import { identityPage } from './shown.tsx'
import { type Door, whereOf } from './where.ts'
import { sentenceOf } from './words.ts'

type Status = 400 | 403 | 422 | 429 | 503

/** FranceConnect, where this poll and this installation have it. */
export function franceConnectOf({ world }: Door, { poll }: Visit): IdentityProvider | undefined {
  return poll.manifest.evidence.includes('franceconnect') ? world.franceConnect : undefined
}

/** « Voter avec FranceConnect ». */
export async function leave(door: Door, visit: Visit, c: HonoContext): Promise<Response> {
  const { context } = door
  const provider = franceConnectOf(door, visit)
  const again = refusing(door, visit, c)
  if (!provider) return again(IDENTITY_SENTENCES['provider-unreachable'], 503)
  const form = await readForm(c, context)
  if (!form.ok) return again(FORM_SENTENCES[form.refusal], 422)
  const asked = { ...whereOf(door, c), poll: visit.poll, submission: form.value.submission }
  const left = await leaveForFranceConnect(visiting(door), asked)
  if (!left.ok) return again(sentenceOf(left.refusal), 422)
  const started = await provider.start(left.value)
  if (!started.ok) return again(IDENTITY_SENTENCES[started.refusal], 503)
  return c.html(<ElsewherePage visit={visit} address={started.value} title="Vous allez chez FranceConnect" />, 200, {
    Refresh: `0; url=${started.value}`,
  })
}

/** `/scrutins/retour/franceconnect`: back, with an answer to be judged. The choices have not moved from the device. */
export async function arrive(door: Door, c: HonoContext): Promise<Response> {
  const { context, world, site } = door
  c.header('Cache-Control', 'no-store')
  const back = await comeBackFromFranceConnect(visiting(door), {
    state: c.req.query('state') ?? '',
    browserHash: whereOf(door, c).browserHash,
  })
  const lost = (sentence: string) => c.html(<LostPage site={site} sentence={sentence} />, 400)
  if (!back.ok) return lost(RETURN_SENTENCES[back.refusal])
  const poll = await findSealedPollById(context.db, back.value.pollId, context.now())
  const visit = poll && (await visitOf(c, context, site, poll.slug))
  const provider = visit && franceConnectOf(door, visit)
  if (!provider) return lost(RETURN_SENTENCES['return-unknown'])
  if (doorOf(visit.poll, context.now()) !== 'open') return c.redirect(visit.paths.choose, 303)

  const { search } = new URL(c.req.url)
  const identified = await provider.finish(`${world.url ?? ''}${c.req.path}${search}`, back.value.request)
  const again = refusing(door, visit, c)
  if (!identified.ok) {
    const { refusal } = identified
    return again(IDENTITY_SENTENCES[refusal], refusal === 'provider-unreachable' ? 503 : 403)
  }
  keepSession(context, c, identified.value.idToken)
  const person = readCivilStatus(identified.value.claims)
  if (!person.ok) return again(CIVIL_STATUS_SENTENCES[person.refusal], 422, true)
  return enter(door, visit, c, person.value)
}

async function enter(door: Door, visit: Visit, c: HonoContext, person: Pass['person']): Promise<Response> {
  const { poll, paths } = visit
  const again = refusing(door, visit, c)
  if (!isOldEnough(person.birthDate, poll.manifest.voters)) return again(tooYoung(poll.manifest.voters), 422)
  const submission = freshSubmission(door.context)
  const entered = await enterByFranceConnect(visiting(door), { ...whereOf(door, c), poll, submission, person })
  return entered.ok ? c.redirect(paths.confirm, 303) : again(sentenceOf(entered.refusal), 422, true)
}

/** The same page again, with what is wrong and the other ways. */
function refusing(door: Door, visit: Visit, c: HonoContext) {
  return async (problem: string, status: Status, isStuck = false): Promise<Response> =>
    c.html(await identityPage(door, visit, c, { state: { values: {}, errors: {}, problem }, isStuck }), status)
}

function visiting({ context }: Door) {
  return actingAs(context, { kind: 'visitor' })
}

/** `/voter/identite/fin`: closes the session at FranceConnect, then begins anew. */
export async function endSession(door: Door, visit: Visit, c: HonoContext): Promise<Response> {
  const idToken = takeSession(door.context, c)
  const address = idToken && (await door.world.franceConnect?.endSessionAddress(idToken, visit.poll.slug, 'vote'))
  if (!address) return c.redirect(visit.paths.choose, 303)
  return c.html(<ElsewherePage visit={visit} address={address} title="Nous fermons FranceConnect" />, 200, {
    Refresh: `0; url=${address}`,
  })
}

/** `/scrutins/retour/franceconnect/fin`: closed over there; `state` is the poll's name in its address. */
export function ended(c: HonoContext): Response {
  const slug = /^[a-z0-9-]{1,100}$/.exec(c.req.query('state') ?? '')?.[0]
  return c.redirect(slug ? `/scrutins/${slug}/voter` : '/scrutins', 303)
}

/** Not a redirection: forms of this site may not lead to another one (form-action of the security policy), links may. */
function ElsewherePage(props: { readonly visit: Visit; readonly address: string; readonly title: string }) {
  return (
    <VotePage visit={props.visit} title={props.title} lead="Si rien ne se passe, appuyez sur ce bouton.">
      <p>
        <ButtonLink href={props.address}>Continuer vers FranceConnect</ButtonLink>
      </p>
    </VotePage>
  )
}

/** Somebody comes back and nobody knows from which vote. */
function LostPage({ site, sentence }: { readonly site: Door['site']; readonly sentence: string }) {
  return (
    <FocusPage
      site={site}
      title="Nous n’avons pas pu lire votre retour"
      description="Un retour de FranceConnect qui ne peut pas servir."
      lead={sentence}
      leave={{ label: 'Quitter le vote', href: '/scrutins' }}
    >
      <p>
        <ButtonLink href="/scrutins">Retrouver le vote</ButtonLink>
      </p>
      <p>Vos choix sont toujours sur votre appareil : rien n’est perdu.</p>
    </FocusPage>
  )
}
