import { done, type Result, refuse } from '#kernel/result'
import { fold } from '#kernel/search'
import { type Action, type Aim, type Indicator, listActions, listAims, type Programme } from './model.ts'

/** Gravest first. */
export type EditRefusal = 'aim-unknown' | 'action-unknown' | 'line-taken' | 'aim-not-empty'

/** What may be missing before a version is published; gravest first. */
export type Gap = 'no-ambition' | 'no-orientation' | 'no-legal-basis' | 'no-service'
export type GapFound = { readonly gap: Gap; readonly title: string }

/**
 * A name for an address, free in this programme: « faire-connaitre », « faire-connaitre-2 ».
 *
 * @param title  as people read it
 */
export function freeSlug(programme: Programme, title: string): string {
  const plain = fold(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
  const wanted = plain.replace(/-$/, '') || 'sans-nom'
  const taken = new Set(listAims(programme).map(({ slug }) => slug))
  for (let rank = 1; ; rank++) {
    const slug = rank === 1 ? wanted : `${wanted}-${rank}`
    if (!taken.has(slug)) return slug
  }
}

/** Adds an ambition, or an orientation under the ambition named. */
export function addAim(programme: Programme, aim: Aim, under: string | null): Result<Programme, EditRefusal> {
  if (under === null) {
    return done({ ...programme, ambitions: [...programme.ambitions, { ...aim, orientations: [] }] })
  }
  if (!programme.ambitions.some(({ slug }) => slug === under)) return refuse('aim-unknown')
  const ambitions = programme.ambitions.map((each) =>
    each.slug === under ? { ...each, orientations: [...each.orientations, { ...aim, actions: [] }] } : each,
  )
  return done({ ...programme, ambitions })
}

/** Writes an ambition or an orientation anew; what stands under it stays. */
export function changeAim(programme: Programme, aim: Aim): Result<Programme, EditRefusal> {
  if (!isGoal(programme, aim.slug)) return refuse('aim-unknown')
  const ambitions = programme.ambitions.map((ambition) => ({
    ...(ambition.slug === aim.slug ? { ...ambition, ...aim } : ambition),
    orientations: ambition.orientations.map((each) => (each.slug === aim.slug ? { ...each, ...aim } : each)),
  }))
  return done({ ...programme, ambitions })
}

/** Takes away an ambition or an orientation that holds nothing, or an action. */
export function removeAim(programme: Programme, slug: string): Result<Programme, EditRefusal> {
  if (!listAims(programme).some((aim) => aim.slug === slug)) return refuse('aim-unknown')
  const holds = programme.ambitions.some(
    (ambition) =>
      (ambition.slug === slug && ambition.orientations.length > 0) ||
      ambition.orientations.some((each) => each.slug === slug && each.actions.length > 0),
  )
  if (holds) return refuse('aim-not-empty')
  const others = <One extends { readonly slug: string }>(list: readonly One[]) =>
    list.filter((each) => each.slug !== slug)
  const ambitions = others(programme.ambitions).map((ambition) => ({
    ...ambition,
    orientations: others(ambition.orientations).map((each) => ({ ...each, actions: others(each.actions) })),
  }))
  return done({ ...programme, ambitions })
}

/** Adds an action under an orientation, or writes it anew, there. A budget line pays for one action only. */
export function putAction(programme: Programme, action: Action, under: string): Result<Programme, EditRefusal> {
  const orientations = programme.ambitions.flatMap((ambition) => ambition.orientations)
  if (!orientations.some(({ slug }) => slug === under)) return refuse('aim-unknown')
  const taken = new Set(
    listActions(programme)
      .filter((each) => each.action.slug !== action.slug)
      .flatMap((each) => each.action.lines),
  )
  if (action.lines.some((code) => taken.has(code))) return refuse('line-taken')
  const placed = (orientation: (typeof orientations)[number]) => {
    const isKnown = orientation.actions.some(({ slug }) => slug === action.slug)
    if (orientation.slug !== under) return orientation.actions.filter(({ slug }) => slug !== action.slug)
    if (!isKnown) return [...orientation.actions, action]
    return orientation.actions.map((each) => (each.slug === action.slug ? action : each))
  }
  const ambitions = programme.ambitions.map((ambition) => ({
    ...ambition,
    orientations: ambition.orientations.map((each) => ({ ...each, actions: placed(each) })),
  }))
  return done({ ...programme, ambitions })
}

/** Adds an indicator to an action, or writes it anew; null takes it away: its values stay, and are shown no more. */
export function putIndicator(
  programme: Programme,
  {
    action: slug,
    indicator,
    name,
  }: { readonly action: string; readonly indicator: Indicator | null; readonly name: string },
): Result<Programme, EditRefusal> {
  const found = listActions(programme).find(({ action }) => action.slug === slug)
  if (!found) return refuse('action-unknown')
  const { action, orientation } = found
  const isKnown = action.indicators.some((each) => each.slug === name)
  const indicators =
    indicator === null
      ? action.indicators.filter((each) => each.slug !== name)
      : isKnown
        ? action.indicators.map((each) => (each.slug === name ? indicator : each))
        : [...action.indicators, indicator]
  return putAction(programme, { ...action, indicators }, orientation.slug)
}

/** Everything that keeps a version from being published. */
export function findGaps(programme: Programme): readonly GapFound[] {
  const { ambitions } = programme
  if (ambitions.length === 0) return [{ gap: 'no-ambition', title: programme.title }]
  return [
    ...ambitions.flatMap(({ orientations, title }): readonly GapFound[] =>
      orientations.length === 0 ? [{ gap: 'no-orientation', title }] : [],
    ),
    ...listActions(programme).flatMap(({ action }): readonly GapFound[] => [
      ...gapWhen(
        action.legalBasis.article === '' || action.legalBasis.competence === '',
        'no-legal-basis',
        action.title,
      ),
      ...gapWhen(action.service === '', 'no-service', action.title),
    ]),
  ]
}

function gapWhen(isMissing: boolean, gap: Gap, title: string): readonly GapFound[] {
  return isMissing ? [{ gap, title }] : []
}

function isGoal(programme: Programme, slug: string): boolean {
  return listAims(programme).some((aim) => aim.slug === slug && aim.kind !== 'action')
}
