import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '#ui/icon'

export type BadgeKind = keyof typeof BADGES

/** A state in a word: its shape and its words say it, its colour only repeats them. */
export function Badge({ kind, children }: { readonly kind: BadgeKind; readonly children?: Child }) {
  const badge = BADGES[kind]
  return (
    <span class={`badge badge-${kind}`}>
      <Icon name={badge.icon} /> {children ?? badge.word}
    </span>
  )
}

const BADGES = {
  won: { word: 'Financé', icon: 'check' },
  'not-funded': { word: 'Non financé', icon: 'circle' },
  proposed: { word: 'Proposé', icon: 'quill' },
  imported: { word: 'Élection réelle', icon: 'archive' },
} as const satisfies Record<string, { readonly word: string; readonly icon: IconName }>
