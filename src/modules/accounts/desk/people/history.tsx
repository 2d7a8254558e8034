import { formatInstant } from '#ui/format'
import type { Knot } from '#ui/thread'
import { ROLE_RULES, type RoleGrant, stateOf } from '../../roles/model.ts'
import { opensGrant, type Visit } from '../visit.ts'
import { nameOf, objectInWords, periodInWords } from '../words.tsx'

/** The story of grants as a thread, the last moment first: each is asked for, then confirmed, then taken back. */
export function historyOf(
  grants: readonly RoleGrant[],
  names: ReadonlyMap<string, string>,
  visit: Visit,
): readonly Knot[] {
  return grants
    .flatMap((grant) => momentsOf(grant, names, visit))
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .map(({ at, ...knot }) => ({ ...knot, when: formatInstant(at) }))
}

function momentsOf(grant: RoleGrant, names: ReadonlyMap<string, string>, visit: Visit) {
  const role = ROLE_RULES[grant.role].label
  const state = stateOf(grant, visit.today)
  const asked = {
    at: grant.askedAt,
    state: state === 'waiting' ? ('present' as const) : ('past' as const),
    title: `${role} : ${grant.needsConfirmation ? 'demandé' : 'donné'} par ${nameOf(names, grant.askedBy)}`,
    href: opensGrant(visit, grant) ? `/agents/roles/${grant.id}` : undefined,
    detail: (
      <>
        {objectInWords(grant.object)}, {periodInWords(grant)}
        {grant.reason !== null && <> · {grant.reason}</>}
      </>
    ),
  }
  const { confirmed, revoked } = grant
  return [
    asked,
    ...(confirmed
      ? [
          {
            at: confirmed.at,
            state: 'past' as const,
            title: `${role} : confirmé par ${nameOf(names, confirmed.by)}`,
            detail: confirmed.with === 'substitute' ? 'par un code, comme suppléant' : undefined,
          },
        ]
      : []),
    ...(revoked
      ? [
          {
            at: revoked.at,
            state: 'past' as const,
            title: `${role} : ${state === 'declined' ? 'refusé' : 'retiré'} par ${nameOf(names, revoked.by)}`,
            detail: grant.revocationReason ?? undefined,
          },
        ]
      : []),
  ]
}
