import { french } from '#kernel/french'
import { decideBelonging } from './decide.ts'
import type { Belonging, LegalUnit, PerimeterRule, Reason } from './model.ts'
import { BELONGING_NAMES, sentenceOfReason } from './sentences.ts'

/** A unit that does not belong to the same place by two rules. */
export type Move = {
  readonly kind: 'entered' | 'left' | 'changed-family'
  readonly siren: string
  readonly before: Belonging
  readonly after: Belonging
  /** What decided before, and what decides after. */
  readonly why: { readonly before: Reason; readonly after: Reason }
}

export type Comparison = {
  readonly moves: readonly Move[]
  readonly sameCount: number
}

/** What changing the rule changes, unit by unit, in the order of the SIREN. */
export function compareRules(units: Iterable<LegalUnit>, before: PerimeterRule, after: PerimeterRule): Comparison {
  const moves: Move[] = []
  let sameCount = 0
  for (const unit of units) {
    const move = moveOf(unit, before, after)
    if (move) moves.push(move)
    else sameCount += 1
  }
  return { moves: moves.sort((a, b) => (a.siren < b.siren ? -1 : a.siren > b.siren ? 1 : 0)), sameCount }
}

export function sentenceOfMove({ kind, before, after, why }: Move): string {
  const reasons = french`Avant : ${sentenceOfReason(why.before)} Après : ${sentenceOfReason(why.after)}`
  switch (kind) {
    case 'entered':
      return french`Elle entre dans l'ESS. ${reasons}`
    case 'left':
      return french`Elle sort de l'ESS. ${reasons}`
    case 'changed-family':
      return french`Elle passe de « ${BELONGING_NAMES[before!]} » à « ${BELONGING_NAMES[after!]} ». ${reasons}`
  }
}

function moveOf(unit: LegalUnit, beforeRule: PerimeterRule, afterRule: PerimeterRule): Move | undefined {
  const [before, after] = [decideBelonging(unit, beforeRule), decideBelonging(unit, afterRule)]
  if (before.belonging === after.belonging) return undefined
  return {
    kind: before.belonging === null ? 'entered' : after.belonging === null ? 'left' : 'changed-family',
    siren: unit.siren,
    before: before.belonging,
    after: after.belonging,
    why: { before: before.reasons[0]!, after: after.reasons[0]! },
  }
}
