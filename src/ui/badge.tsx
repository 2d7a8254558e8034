import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '#ui/icon'

export type BadgeKind = keyof typeof BADGES

/** A state in a word: its shape and its words say it, its colour only repeats them. */
export function Badge({ kind, children }: { readonly kind: BadgeKind; readonly children?: Child }) {
  const badge = BADGES[kind]
  return (
    <span class={`badge badge-${badge.look} badge-${kind}`}>
      <Icon name={badge.icon} /> {children ?? badge.word}
    </span>
  )
}

/** Every kind with its own word, in the order of a story: for the catalogue. */
export function badgeKinds(): readonly BadgeKind[] {
  return Object.keys(BADGES) as BadgeKind[]
}

/** How a badge is drawn: `act` is under way, `won` is done for good, `quiet` waits, `alert` needs someone. */
type Look = 'act' | 'won' | 'quiet' | 'dashed' | 'alert'
type State = { readonly word: string; readonly icon: IconName; readonly look: Look }

const BADGES = {
  draft: { word: 'Brouillon', icon: 'edit', look: 'dashed' },
  proposed: { word: 'Proposé', icon: 'quill', look: 'act' },
  decided: { word: 'Décidé', icon: 'stamp', look: 'act' },
  enforceable: { word: 'Exécutoire', icon: 'check', look: 'won' },
  won: { word: 'Financé', icon: 'check', look: 'won' },
  'not-funded': { word: 'Non financé', icon: 'circle', look: 'dashed' },
  open: { word: 'Ouvert', icon: 'clock', look: 'act' },
  closed: { word: 'Terminé', icon: 'lock', look: 'quiet' },
  coming: { word: 'À venir', icon: 'calendar', look: 'dashed' },
  late: { word: 'En retard', icon: 'warning', look: 'alert' },
  refused: { word: 'Refusé', icon: 'error', look: 'alert' },
  withdrawn: { word: 'Retiré', icon: 'undo', look: 'dashed' },
  fresh: { word: 'Nouveau', icon: 'star', look: 'won' },
  fictitious: { word: 'Fictif', icon: 'mask', look: 'dashed' },
  imported: { word: 'Élection réelle', icon: 'archive', look: 'act' },
} as const satisfies Record<string, State>
