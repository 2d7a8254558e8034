import type { Contributions } from '#platform/context'
import { holds, type Visitor } from './visitor.ts'

/** What is around the pages of the desk for this visitor: the entries their roles open. Fits `DeskFrame` of `#ui/desk`. */
export function deskFrameFor(contributions: Contributions, visitor: Visitor) {
  const entries = contributions.flatMap((each) => each.desk?.navigation ?? [])
  return {
    navigation: entries.filter(({ roles }) => visitor.roles.some((held) => roles.includes(held.role))),
    who: visitor.displayName,
    actingFor: visitor.actingFor?.displayName,
  }
}

/** Whether the visitor has anything to do at the desk. */
export function hasDesk(visitor: Visitor): boolean {
  return holds(visitor, ['agent', 'finance-agent', 'administrator', 'elected-member'])
}
