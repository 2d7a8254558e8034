import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tellPosts } from '#modules/books'
import type { Context } from '#platform/context'
import { seedInventedBudget } from './seed-budget.ts'
import { seedInventedDecisions } from './seed-decisions.ts'
import { seedElections } from './seed-elections.ts'
import { seedInventedEvents } from './seed-events.ts'
import { seedInventedGrants } from './seed-grants.ts'
import { seedInventedPeople } from './seed-people.ts'
import { seedProgramme } from './seed-programme.ts'
import { seedInventedStructures } from './seed-structures.ts'
import { seedInventedVotes } from './seed-votes.ts'

/** What was put in place now: all 0 when the demonstration was there already. */
export type Seeded = { readonly people: number; readonly elections: number }

/**
 * Puts the demonstration in a database: invented people, and real elections with their source. What is there already stays
 * as it is.
 *
 * @param root  the project's folder: the files are in its `data/`
 */
export async function seedDemonstration(context: Context, root: string, say: (step: string) => void): Promise<Seeded> {
  const people = await seedInventedPeople(context, readJson(root, 'demonstration/people.json'))
  if (people > 0) say(`Personnes de la démonstration, toutes inventées : ${people}`)
  const decisions = await seedInventedDecisions(context, readJson(root, 'demonstration/decisions.json'))
  if (decisions > 0) say(`Rapports et décisions de la démonstration, tous inventés : ${decisions}`)
  const events = await seedInventedEvents(context, readJson(root, 'demonstration/events.json'))
  if (events > 0) say(`Événements de la démonstration, tous inventés : ${events}`)
  const structures = await seedInventedStructures(context, readJson(root, 'demonstration/structures.json'))
  if (structures > 0) say(`Structures de la démonstration, toutes inventées : ${structures}`)
  const engagements = await seedInventedBudget(context, root)
  if (engagements > 0)
    say(`Budgets de la démonstration : 2024, et cette année avec ${engagements} engagements inventés`)
  await seedPosts(context)
  if (await seedProgramme(context, readJson(root, 'demonstration/programme.json')))
    say('Programme de la démonstration : le Pacte et ses orientations, avec des actions d’exemple')
  const grants = await seedInventedGrants(context)
  if (grants > 0) say(`Subventions de la démonstration, toutes inventées : ${grants}`)
  for (const slug of await seedInventedVotes(context, readJson(root, 'demonstration/votes.json')))
    say(`Vote de la démonstration, inventé : /scrutins/${slug}`)
  return { people, elections: await seedElections(context, root, say) }
}

// Real and sourced, as the totals of 2024 are.
async function seedPosts(context: Context): Promise<void> {
  const source = { title: 'RTES', url: 'https://rtes.fr/node/5257' }
  const posts = { year: 2024, kind: 'agents permanents', fullTimeHundredths: 400, source, isFictitious: false }
  await tellPosts(context, { submission: { key: 'demonstration-posts-2024', body: posts }, posts })
}

function readJson(root: string, path: string): unknown {
  return JSON.parse(readFileSync(join(root, 'data', path), 'utf8'))
}
