import { done, type Result, refuse } from '#kernel/result'

/** A member who lets another vote in their name. */
export type GivenProxy = { readonly giver: string; readonly holder: string }

/** Why a proxy is not taken, gravest first. */
export type ProxyRefusal =
  | 'to-oneself'
  | 'giver-present'
  | 'given-already'
  | 'holder-away'
  | 'giver-holds-some'
  | 'cap-reached'

/**
 * @param present  members who are in the room
 * @param cap      how many proxies one member may hold
 */
export function decideProxy(
  proxies: readonly GivenProxy[],
  proxy: GivenProxy,
  { present, cap }: { readonly present: ReadonlySet<string>; readonly cap: number },
): Result<GivenProxy, ProxyRefusal> {
  const { giver, holder } = proxy
  if (giver === holder) return refuse('to-oneself')
  if (present.has(giver)) return refuse('giver-present')
  if (proxies.some((given) => given.giver === giver)) return refuse('given-already')
  // A proxy is not handed on: who has given theirs will not be there.
  if (proxies.some((given) => given.giver === holder)) return refuse('holder-away')
  if (proxies.some((given) => given.holder === giver)) return refuse('giver-holds-some')
  if (proxies.filter((given) => given.holder === holder).length >= cap) return refuse('cap-reached')
  return done(proxy)
}

/** Proxies that serve now: their giver is not there, and their holder is. Who comes in person takes theirs back. */
export function servingProxies(proxies: readonly GivenProxy[], present: ReadonlySet<string>): readonly GivenProxy[] {
  return proxies.filter(({ giver, holder }) => !present.has(giver) && present.has(holder))
}

/** Members whose vote counts now: present, or represented by somebody who is. */
export function votersOf(proxies: readonly GivenProxy[], present: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...present, ...servingProxies(proxies, present).map(({ giver }) => giver)])
}
