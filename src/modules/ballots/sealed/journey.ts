import type { SealedPoll } from './poll.ts'

/** Why one cannot vote now. `rehearsal-missing`: the day has come, the bureau has not tried its key yet. */
export type DoorRefusal = 'not-yet' | 'rehearsal-missing' | 'closed' | 'published'

/** Whether the vote is open to the voter who knocks. */
export function doorOf(poll: Pick<SealedPoll, 'stage' | 'opensAt'>, now: Date): 'open' | DoorRefusal {
  if (poll.stage === 'open') return 'open'
  if (poll.stage === 'waiting') return now < poll.opensAt ? 'not-yet' : 'rehearsal-missing'
  return poll.stage === 'published' ? 'published' : 'closed'
}

/** The way of a voter; identity is proven between `review` and `confirm`. */
export const STEP_NAMES = ['choisir', 'relire', 'dire qui vous êtes', 'voter'] as const

/** Addresses of the journey, below that of the poll. */
export function pathsOf(slug: string) {
  const poll = `/scrutins/${slug}`
  return {
    poll,
    choose: `${poll}/voter`,
    review: `${poll}/voter/relecture`,
    identity: `${poll}/voter/identite`,
    confirm: `${poll}/voter/confirmer`,
    recorded: `${poll}/voter/enregistre`,
    mail: `${poll}/voter/courriel`,
    next: `${poll}/voter/personne-suivante`,
    shared: `${poll}/voter/tablette`,
    manifest: `${poll}/manifeste.json`,
  } as const
}
