import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import { type InterestLink, isInForce } from '../interests.ts'
import { type Day, type Decision, stateOf } from '../model.ts'
import { type Standing, standingOf } from '../standing.ts'
import { listOfObject } from './decisions.ts'
import { listInterestsOf } from './people.ts'

/**
 * Whether what is decided about an object may be carried out: notified, signed, paid. A decision is enforceable once it is
 * transmitted and published; a line refused by the assembly never is (CGCT L3131-1).
 *
 * @param object  as « dossier:0198… »
 */
export async function isEnforceable(db: Kysely<DB>, object: string): Promise<boolean> {
  return (await listOfObject(db, object)).some((decision) => carries(decision, object))
}

/** The decision that bears on an object: the one in force, else the last one. */
export async function findDecisionOf(db: Kysely<DB>, object: string): Promise<Decision | undefined> {
  const decisions = await listOfObject(db, object)
  return decisions.find((decision) => carries(decision, object)) ?? decisions.find(isAlive) ?? decisions[0]
}

/** « Proposé », « Décidé par … »: the badge of an object. */
export async function findStanding(db: Kysely<DB>, object: string): Promise<Standing> {
  return standingOf(await findDecisionOf(db, object))
}

/** What ties somebody to an organisation on a day: whoever has any is recused, and neither sees nor scores. */
export async function linksBetween(
  db: Kysely<DB>,
  personId: string,
  organisationId: string,
  day: Day,
): Promise<readonly InterestLink[]> {
  const links = await listInterestsOf(db, personId)
  return links.filter((link) => link.organisationId === organisationId && isInForce(link, day))
}

function carries(decision: Decision, object: string): boolean {
  if (stateOf(decision) !== 'enforceable') return false
  const lines = decision.lines.filter((line) => line.object === object)
  return lines.length === 0 ? decision.object === object : lines.some(({ decidedCents }) => (decidedCents ?? 0n) > 0n)
}

function isAlive(decision: Decision): boolean {
  return stateOf(decision) !== 'withdrawn'
}
