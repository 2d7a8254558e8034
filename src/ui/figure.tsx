import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '#ui/icon'

/** Where a figure comes from: nothing is shown without it. */
export type Source = {
  readonly producer: string
  readonly status: FigureStatus
  /** Already in French: « 12 septembre 2023 », « année 2022 ». */
  readonly date?: string | undefined
  readonly url?: string | undefined
  readonly licence?: string | undefined
  /** What is counted and what is not. */
  readonly scope?: string | undefined
}

export type FigureStatus = 'cited' | 'computed' | 'estimated' | 'secret' | 'missing'

export type Stat = { readonly label: string; readonly value: Child; readonly hint?: Child }

/**
 * One figure with its unit, what it measures and its source. How it was got is told by a mark and a word: an estimate
 * is never taken for a count, nor a secret for a zero. `value` is not shown when there is none to show.
 */
export function FigureWithSource(props: {
  readonly value: Child
  readonly unit?: string | undefined
  readonly label: string
  readonly source: Source
}) {
  const { source } = props
  const nature = NATURES[source.status]
  return (
    <figure class={`figure figure-${source.status}`}>
      <p class="figure-value">
        {nature.instead ?? (
          <>
            {nature.before !== undefined && <span class="figure-before">{nature.before} </span>}
            <span class="figure-number">{props.value}</span>
            {props.unit !== undefined && (
              <>
                {isSign(props.unit) ? '\u202f' : ' '}
                <span class="figure-unit">{props.unit}</span>
              </>
            )}
          </>
        )}
      </p>
      <p class="figure-label">{props.label}</p>
      <figcaption>
        <details class="source-fold">
          <summary>
            <Icon name={nature.icon} />
            <span>
              {nature.word}, {source.producer}
            </span>
          </summary>
          <SourceLine source={source} />
        </details>
      </figcaption>
    </figure>
  )
}

/** « Chiffre cité. Source : Pabulib, 12 septembre 2023, CC BY 4.0. » */
export function SourceLine({ source }: { readonly source: Source }) {
  const details = [source.date, source.licence].filter((part) => part !== undefined)
  return (
    <span class="source">
      {STATUSES[source.status]} Source : <Producer source={source} />
      {details.map((detail) => `, ${detail}`)}.{source.scope !== undefined && ` ${source.scope}`}
    </span>
  )
}

/** Several figures side by side, of the same source, which `SourceLine` gives beside them. */
export function StatList({ stats }: { readonly stats: readonly Stat[] }) {
  return (
    <dl class="stats">
      {stats.map((stat) => (
        <div class="stat">
          <dt>{stat.label}</dt>
          <dd class="stat-value">{stat.value}</dd>
          {stat.hint && <dd class="stat-hint">{stat.hint}</dd>}
        </div>
      ))}
    </dl>
  )
}

// A sign never leaves its number; words may go to the next line, without the space before them.
function isSign(unit: string): boolean {
  return /^[%€]/.test(unit)
}

// The address comes with the data: only an ordinary web address becomes a link.
function Producer({ source }: { readonly source: Source }) {
  if (source.url === undefined || !/^https?:\/\//.test(source.url)) return <>{source.producer}</>
  return (
    <a href={source.url} rel="noreferrer">
      {source.producer}
    </a>
  )
}

type Nature = {
  readonly word: string
  readonly icon: IconName
  /** Said before the value. */
  readonly before?: string
  /** Said in place of the value. */
  readonly instead?: string
}

const NATURES: Readonly<Record<FigureStatus, Nature>> = {
  cited: { word: 'Chiffre cité', icon: 'quote' },
  computed: { word: 'Chiffre calculé ici', icon: 'chart' },
  estimated: { word: 'Chiffre estimé', icon: 'question', before: 'environ' },
  secret: { word: 'Secret statistique', icon: 'lock', instead: 'secret' },
  missing: { word: 'Pas de chiffre', icon: 'circle', instead: 'non disponible' },
}

const STATUSES: Readonly<Record<FigureStatus, string>> = {
  cited: 'Chiffre cité.',
  computed: 'Chiffre calculé ici.',
  estimated: 'Chiffre estimé.',
  secret: 'Chiffre couvert par le secret statistique.',
  missing: 'Chiffre non disponible.',
}
