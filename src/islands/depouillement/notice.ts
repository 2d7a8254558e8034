import { type Content, draw, make } from './dom.ts'

const STROKES = {
  check: 'M2.5 8.5 6.5 12.5 13.5 4',
  circle: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
  info: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 7.3v4M8 4.7v.2',
  warning: 'M8 2 14.5 13.5h-13zM8 6.5v3.3M8 11.6v.2',
  error: 'M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
} as const

/** As `Notice` of #ui/message draws it. */
export function notice(
  kind: 'info' | 'warning' | 'error',
  title: string,
  ...sentences: readonly Content[]
): HTMLElement {
  return make(
    'div',
    { class: `notice notice-${kind}`, role: kind === 'error' ? 'alert' : 'note' },
    make('p', { class: 'notice-title' }, icon(kind), ' ', title),
    ...sentences.map((sentence) => sentence && make('p', {}, sentence)),
  )
}

/** As `Badge` of #ui/badge draws it. */
export function fundedBadge(isFunded: boolean): HTMLElement {
  const [kind, name, word] = isFunded
    ? (['won', 'check', 'Financé'] as const)
    : (['not-funded', 'circle', 'Non financé'] as const)
  return make('span', { class: `badge badge-${kind}` }, icon(name), ' ', word)
}

/** The same in a table whose heads say « financé » by their rule. */
export function fundedMark(isFunded: boolean): HTMLElement {
  const [name, kind, word] = isFunded ? (['check', 'won', 'Oui'] as const) : (['circle', 'lost', 'Non'] as const)
  return make('span', { class: `mark-${kind}` }, icon(name), ' ', word)
}

function icon(name: keyof typeof STROKES): SVGElement {
  const attributes = { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' }
  return draw('svg', attributes, draw('path', { d: STROKES[name] }))
}
