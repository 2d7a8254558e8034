import type { Fate } from './commission.ts'
import { isCounting } from './commission.ts'
import { type Batch, countsOf, stepOf } from './paper.ts'

/** Somebody who voted online and signed the list of a place. */
export type Duplicate = {
  readonly place: string
  readonly line: number
  readonly envelopeLeaf: number
  readonly fate: Fate
}

export type Signatures = {
  readonly place: string
  readonly count: number
  readonly lastLine: number
  /** Of people who had already signed somewhere. */
  readonly doubled: number
}

export type Remark = {
  readonly place: string
  readonly remark: string
  readonly paperCount: number
  readonly markCount: number
}

/** What a place has: papers in the urn, names on the list. */
export type PlaceCount = {
  readonly place: string
  /** Papers of closed batches, and how many of them count. */
  readonly papers: number
  readonly ballots: number
  readonly blank: number
  readonly void: number
  readonly signatures: number
  readonly doubled: number
  readonly batches: readonly number[]
  /** Why the two differ, when somebody has said why for these very numbers. */
  readonly remark: string | null
  readonly isSettled: boolean
}

/** Every place with batches or signatures, by name. */
export function placesOf(
  batches: readonly Batch[],
  signatures: readonly Signatures[],
  remarks: readonly Remark[],
): readonly PlaceCount[] {
  const names = new Set([...batches.map(({ sheet }) => sheet.place), ...signatures.map(({ place }) => place)])
  return [...names]
    .toSorted((one, other) => one.localeCompare(other, 'fr'))
    .map((place) => placeOf(place, batches, signatures, remarks))
}

function placeOf(
  place: string,
  batches: readonly Batch[],
  signatures: readonly Signatures[],
  remarks: readonly Remark[],
): PlaceCount {
  const closed = batches.filter((batch) => batch.sheet.place === place && stepOf(batch) === 'closed')
  const counts = closed.map(countsOf)
  const sum = (of: 'papers' | 'ballots' | 'blank' | 'void') => counts.reduce((total, count) => total + count[of], 0)
  const signed = signatures.find((each) => each.place === place)
  const [papers, marks] = [sum('papers'), signed?.count ?? 0]
  const said = remarks.find((each) => each.place === place && each.paperCount === papers && each.markCount === marks)
  return {
    ...{ place, papers, ballots: sum('ballots'), blank: sum('blank'), void: sum('void') },
    ...{ signatures: marks, doubled: signed?.doubled ?? 0, batches: closed.map(({ number }) => number) },
    remark: said?.remark ?? null,
    isSettled: papers === marks || said !== undefined,
  }
}

/** Those the commission still has to annul: under « internet prevails » the list was checked at the place, none is. */
export function unsettled(duplicates: readonly Duplicate[], paper: 'none' | 'paper-prevails' | 'internet-prevails') {
  return paper === 'paper-prevails' ? duplicates.filter(({ fate }) => isCounting(fate)) : []
}
