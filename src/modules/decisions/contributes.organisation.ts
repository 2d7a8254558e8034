import type { Kysely } from 'kysely'
import { frenchCents } from '#kernel/money'
import { findBySiren, listRecognitions } from '#modules/directory'
import type { HomeEntry, OrganisationPart } from '#platform/context'
import type { DB } from '#platform/database'
import { actOf, type Decision, type Line, stateOf } from './model.ts'
import { ACT_WORDS, standingOf } from './standing.ts'
import * as store from './store/index.ts'

const SHOWN = 5
const OBJECT = 'decision:'

/**
 * What the page of an organisation tells of decisions: those that are published and pay it or recognise it, the last act
 * first.
 */
export async function decisionsOf(db: Kysely<DB>, siren: string): Promise<OrganisationPart | undefined> {
  const decisionIds = await recognisingIds(db, siren)
  const found = await store.listPublished(db, { named: { siren, decisionIds }, limit: SHOWN + 1 })
  if (found.length === 0) return undefined
  return {
    title: 'Ce que les élus ont décidé',
    lead: 'Les décisions publiées qui concernent cette structure.',
    entries: found.slice(0, SHOWN).map((decision) => entryOf(decision, siren, decisionIds)),
    ...(found.length > SHOWN ? { more: { label: 'Voir toutes les décisions', href: '/decisions' } } : {}),
  }
}

/** Decisions by which it is recognised. */
async function recognisingIds(db: Kysely<DB>, siren: string): Promise<readonly string[]> {
  const structure = await findBySiren(db, siren)
  const recognitions = structure ? await listRecognitions(db, structure.id) : []
  return recognitions.flatMap(({ decision }) => (decision?.startsWith(OBJECT) ? [decision.slice(OBJECT.length)] : []))
}

function entryOf(decision: Decision, siren: string, recognisingIds: readonly string[]): HomeEntry {
  // What is withdrawn gives nothing to anybody: its amounts are not told.
  const lines = stateOf(decision) === 'withdrawn' ? [] : decision.lines
  const act = actOf(decision)
  return {
    href: `/decisions/${decision.slug}`,
    title: decision.title,
    kicker: standingOf(decision).words,
    lead: [
      ...(recognisingIds.includes(decision.id) ? ['Elle fonde une reconnaissance de cette structure.'] : []),
      ...lines
        .filter(({ beneficiaryId }) => beneficiaryId.startsWith(siren))
        .map(({ purpose, decidedCents }) => `${purpose} : ${amountWords(decidedCents)}.`),
    ].join(' '),
    source: act ? `${ACT_WORDS[decision.kind]} n°\u00a0${act.number}` : '',
  }
}

function amountWords(amount: Line['decidedCents']): string {
  if (amount === null) return 'montant non décidé'
  return amount === 0n ? 'refusé' : frenchCents(amount)
}
