import { Badge } from '#ui/badge'
import type { Decision } from '../model.ts'
import { standingOf } from '../standing.ts'

/** The badge, then which act says so: « Décidé » par délibération n° … du …. */
export function StandingBadge({ decision }: { readonly decision: Decision }) {
  const { kind, told } = standingOf(decision)
  return (
    <>
      <Badge kind={kind} /> {told}
    </>
  )
}
