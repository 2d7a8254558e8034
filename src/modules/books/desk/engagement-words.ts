import { type Engagement, stateOf } from '../budget/engagement.ts'

/** Where an engagement stands, in two words. */
export function wordsOfState(engagement: Engagement): string {
  return { asked: 'À vérifier', declined: 'Refusé', committed: 'Engagé' }[stateOf(engagement)]
}
