import type { Child } from 'hono/jsx'

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

/** One figure with its unit, what it measures and its source. */
export function FigureWithSource(props: {
  readonly value: Child
  readonly unit?: string | undefined
  readonly label: string
  readonly source: Source
}) {
  return (
    <figure class="figure">
      <p class="figure-value">
        {props.value}
        {props.unit !== undefined && <span class="figure-unit"> {props.unit}</span>}
      </p>
      <p class="figure-label">{props.label}</p>
      <figcaption>
        <SourceLine source={props.source} />
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

// The address comes with the data: only an ordinary web address becomes a link.
function Producer({ source }: { readonly source: Source }) {
  if (source.url === undefined || !/^https?:\/\//.test(source.url)) return <>{source.producer}</>
  return (
    <a href={source.url} rel="noreferrer">
      {source.producer}
    </a>
  )
}

const STATUSES: Readonly<Record<FigureStatus, string>> = {
  cited: 'Chiffre cité.',
  computed: 'Chiffre calculé ici.',
  estimated: 'Chiffre estimé.',
  secret: 'Chiffre couvert par le secret statistique.',
  missing: 'Chiffre non disponible.',
}
