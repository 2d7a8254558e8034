import type { Kysely, RawBuilder } from 'kysely'
import type { DB } from '#platform/database'

/** What the modules give to the pages of others, gathered in module order by `main`: a page draws what it gets. */
export type Contributions = readonly Contribution[]

/** One module's part: reads of its store, never a page. */
export type Contribution = {
  readonly module: string
  readonly checks?: readonly Check[]
  readonly navigation?: readonly { readonly label: string; readonly href: string }[]
  /** What home tells of the subject, or nothing while there is nothing to tell. */
  readonly home?: (db: Kysely<DB>) => Promise<HomePart | undefined>
}

/** Something that must always hold, proven by a query that returns no row. */
export type Check = {
  readonly name: string
  /** Shown to the public, in French: what holds when the check passes. */
  readonly sentence: string
  readonly query: RawBuilder<unknown>
}

/** A subject on the home page: figures with their source, and a few things to open. */
export type HomePart = {
  readonly title: string
  readonly lead: string
  readonly more: { readonly label: string; readonly href: string }
  readonly entries: readonly HomeEntry[]
}

export type HomeEntry = {
  readonly href: string
  readonly title: string
  readonly kicker: string
  readonly lead: string
  readonly source: string
}
