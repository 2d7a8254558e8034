/** A row or a column with what it is the sum of: the Département, its EPCI, their communes. */
export type Branch = { readonly id: string; readonly parts: readonly Branch[] }

/**
 * Rows that add up by branches, columns that add up to `TOTAL`. Tables share a cell when it has the same row and the same
 * column: « EPCI × family » and « EPCI × sector » share the totals of each EPCI.
 */
export type TableShape = { readonly rows: Branch; readonly columns: readonly string[] }

/** The column that all others add up to. */
export const TOTAL = 'total'

export type CellPlace = { readonly row: string; readonly column: string }

/** What one enterprise brings to a cell of the smallest rows. */
export type Contribution = CellPlace & {
  /** The enterprise: an association with five establishments is one. */
  readonly siren: string
  /** ≥ 0: jobs, cents. */
  readonly value: bigint
}

/** A cell before masking. */
export type Cell = CellPlace &
  (
    | {
        readonly kind: 'counted'
        readonly value: bigint
        /** Distinct SIREN. 0: nobody is there, which everyone knows. */
        readonly enterpriseCount: number
        /** What the greatest of them brings. */
        readonly greatest: bigint
        /** Already published elsewhere: it can no longer be masked. */
        readonly isPublic?: boolean
      }
    /** A cited source does not give it: not 0, not known here. */
    | { readonly kind: 'not-given' }
  )

export type SecrecyRule = {
  /** Fewer enterprises than this are masked: 3 at Insee. */
  readonly leastEnterprises: number
  /** A cell of which one enterprise makes more is masked: 8 500 (85 %) at Insee. */
  readonly greatestShareBasisPoints: number
  /** How far below and above its value a masked cell must remain possible, at least, in its own table: 1 000 is 10 %. */
  readonly protectionBasisPoints: number
  /** What is lost least: as much value as can be kept, or as many cells. */
  readonly loss: 'value' | 'cells'
}

/**
 * Insee's rule for figures about enterprises. The margin of 10 % is our setting: Insee publishes none.
 *
 * @see loi n° 51-711 du 7 juin 1951, art. 6; Insee, manuel de protection des tableaux,
 *      https://inseefrlab.github.io/manuel-protection-tableaux/
 */
export const INSEE_SECRECY: SecrecyRule = {
  leastEnterprises: 3,
  greatestShareBasisPoints: 8500,
  protectionBasisPoints: 1000,
  loss: 'value',
}

/** Why a cell is masked. For agents: the public reads one sentence for the three, since the reason itself tells something. */
export type MaskReason = 'few-enterprises' | 'one-dominates' | 'protects-another'

/** What is published of a cell: its value, « s » (secret) or « nd » (not given by the cited source). */
export type PublishedCell = CellPlace &
  (
    | { readonly kind: 'value'; readonly value: bigint }
    | { readonly kind: 's'; readonly reason: MaskReason }
    | { readonly kind: 'nd' }
  )

export type PublishedTables = {
  /** In the order of the cells given. */
  readonly cells: readonly PublishedCell[]
  readonly maskedCount: { readonly primary: number; readonly secondary: number }
  /** Sum of the values masked only to protect others. */
  readonly lostValue: bigint
  /** Whether no cheaper set of masks exists; false when it was too large to try all. */
  readonly isLeast: boolean
}

/** Why tables cannot be published with these masks, gravest first. */
export type SecrecyRefusal =
  /** A cell already public elsewhere should have been masked. */
  | { readonly kind: 'secret-already-public'; readonly cell: CellPlace }
  /** What is already public elsewhere lets this cell be found, whatever else is masked. */
  | { readonly kind: 'cannot-protect'; readonly cell: CellPlace }
