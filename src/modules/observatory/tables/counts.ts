import { type Amount, type Cell, exactly, ratioOf, type Whole } from '../model.ts'

/** What was counted, found by place, family, sector and size. What nobody is in was not written down: it is 0. */
export type Counts = {
  readonly cell: (key: Partial<Key> & { readonly place: string }) => Cell
  /** Undefined when the files in force do not tell of all establishments. */
  readonly whole: (key: Partial<Omit<Key, 'family'>> & { readonly place: string }) => Whole | undefined
}

type Key = Pick<Cell, 'place' | 'family' | 'sector' | 'size'>

const TOTALS = { family: 'total', sector: 'total', size: 'total' } as const

/** @param hasWhole  whether all establishments were counted too, and not those of the ESS alone */
export function countsOf(cells: readonly Cell[], wholes: readonly Whole[], hasWhole: boolean): Counts {
  const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]))
  const wholeByKey = new Map(wholes.map((whole) => [keyOf({ ...whole, family: 'total' }), whole]))
  return {
    cell: (asked) => {
      const key = { ...TOTALS, ...asked }
      return byKey.get(keyOf(key)) ?? { ...key, establishments: 0, employers: 0, structures: 0, jobs: NOBODY }
    },
    whole: (asked) => {
      if (!hasWhole) return undefined
      const key = { ...TOTALS, ...asked }
      return wholeByKey.get(keyOf(key)) ?? { ...key, establishments: 0, employers: 0 }
    },
  }
}

/** A share of all establishments, in percent. */
export function shareOf(cell: Cell, whole: Whole | undefined, what: 'establishments' | 'employers'): Amount {
  return whole ? ratioOf(cell[what], whole[what], 100) : { kind: 'not-given' }
}

export function wholeOf(whole: Whole | undefined, what: 'establishments' | 'employers'): Amount {
  return whole ? exactly(whole[what]) : { kind: 'not-given' }
}

const NOBODY: Amount = { kind: 'interval', least: 0, most: 0, unknownCount: 0 }

function keyOf({ place, family, sector, size }: Key): string {
  return `${place} ${family} ${sector} ${size}`
}
