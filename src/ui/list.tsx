import type { Child } from 'hono/jsx'
import { Button } from '#ui/action'
import { formatBytes } from '#ui/format'
import { Icon } from '#ui/icon'

/** A thing one can open: a poll, a project. */
export type Entry = {
  readonly href: string
  readonly title: string
  /** Above the title: what it is, where, when. */
  readonly kicker?: Child
  readonly lead?: Child
  readonly facts?: readonly { readonly label: string; readonly value: Child }[] | undefined
  readonly badge?: Child
}

export type Download = {
  readonly href: string
  /** As « CSV ». */
  readonly format: string
  readonly label: string
  /** What is inside and what it is good for. */
  readonly what: string
  readonly bytes?: number | undefined
}

/** Things to open, the whole card being the target. `level` is that of the titles. */
export function EntryList({ entries, level = 2 }: { readonly entries: readonly Entry[]; readonly level?: 2 | 3 }) {
  const Title = level === 2 ? 'h2' : 'h3'
  return (
    <ul class="entries">
      {entries.map((entry) => (
        <li class="entry">
          {entry.kicker && <p class="kicker">{entry.kicker}</p>}
          <Title class="entry-title">
            <a href={entry.href}>{entry.title}</a>
          </Title>
          {entry.badge && <p class="entry-badge">{entry.badge}</p>}
          {entry.lead && <p class="entry-lead">{entry.lead}</p>}
          {entry.facts && <Facts facts={entry.facts} />}
        </li>
      ))}
    </ul>
  )
}

/** Short pairs of a name and a value: the rule, the dates, the budget of a poll. */
export function Facts({ facts }: { readonly facts: readonly { readonly label: string; readonly value: Child }[] }) {
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A few places to go to, in one line. */
export function PlaceLinks({
  places,
}: {
  readonly places: readonly { readonly label: string; readonly href: string }[]
}) {
  return (
    <>
      {places.map(({ label, href }, rank) => (
        <>
          {rank > 0 && ', '}
          <a href={href}>{label}</a>
        </>
      ))}
    </>
  )
}

export function DownloadList({ downloads }: { readonly downloads: readonly Download[] }) {
  return (
    <ul class="downloads">
      {downloads.map((download) => (
        <li class="download">
          <a href={download.href} download>
            <Icon name="download" /> {download.label}{' '}
            <span class="download-format">
              ({download.format}
              {download.bytes !== undefined && `, ${formatBytes(download.bytes)}`})
            </span>
          </a>
          <p>{download.what}</p>
        </li>
      ))}
    </ul>
  )
}

/** Pages of a long list. Shows nothing when there is one. `page` counts from 1. */
export function Pagination(props: {
  readonly page: number
  readonly pageCount: number
  readonly hrefOf: (page: number) => string
}) {
  const { page, pageCount, hrefOf } = props
  if (pageCount <= 1) return null
  return (
    <nav class="pagination" aria-label="Pages de la liste">
      {page > 1 && (
        <a href={hrefOf(page - 1)} rel="prev">
          <Icon name="back" /> Page précédente
        </a>
      )}
      <span>
        Page {page} sur {pageCount}
      </span>
      {page < pageCount && (
        <a href={hrefOf(page + 1)} rel="next">
          Page suivante <Icon name="arrow" />
        </a>
      )}
    </nav>
  )
}

/** One field that asks a question by address: the answer can be shared and bookmarked. */
export function SearchField(props: {
  readonly action: string
  readonly name?: string | undefined
  readonly label: string
  readonly value?: string | undefined
  readonly hint?: string | undefined
  /** What the address must keep besides: the sort, the filter. */
  readonly keep?: Readonly<Record<string, string>> | undefined
}) {
  const name = props.name ?? 'q'
  return (
    <search class="search">
      <form action={props.action} method="get">
        <label for={`champ-${name}`}>{props.label}</label>
        <div class="search-line">
          <input
            id={`champ-${name}`}
            type="search"
            name={name}
            value={props.value ?? ''}
            aria-describedby={props.hint === undefined ? undefined : `aide-${name}`}
          />
          <Button weight="quiet">
            <Icon name="search" /> Chercher
          </Button>
        </div>
        {props.hint !== undefined && (
          <p class="hint" id={`aide-${name}`}>
            {props.hint}
          </p>
        )}
        {Object.entries(props.keep ?? {}).map(([key, value]) => (
          <input type="hidden" name={key} value={value} />
        ))}
      </form>
    </search>
  )
}
