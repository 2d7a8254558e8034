import { mapping } from '../parts.ts'
import type { Structure } from './model.ts'

/** A structure as it stands, for comparison. */
export type Standing = {
  /** SIREN, or RNA number of who has none. */
  readonly key: string
  readonly title: string
  readonly communeCode: string | null
  readonly family: string | null
  readonly isOpen: boolean
  /** What files recognise it as: « esus », « siae-aci ». */
  readonly marks: readonly string[]
}

/** What an import changes of the directory, counted, with the first examples of each. */
export type Difference = {
  readonly counts: Readonly<Record<ChangeKind, number>>
  readonly samples: readonly DifferenceSample[]
  /** Structures of the ESS that are open, before and after. */
  readonly before: number
  readonly after: number
}

export const CHANGE_KINDS = [
  'appeared',
  'gone',
  'closed',
  'reopened',
  'moved',
  'changed-family',
  'renamed',
  'recognised',
  'unrecognised',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

export type DifferenceSample = {
  readonly kind: ChangeKind
  readonly key: string
  readonly title: string
  readonly from: string | null
  readonly to: string | null
}

const MOST_SAMPLES = 25

/** Compares what is shown with what would be. Only structures of the ESS, before or after, are told of. */
export function* comparing(before: readonly Standing[], after: readonly Standing[]): Generator<undefined, Difference> {
  const earlier = new Map(before.map((each) => [each.key, each]))
  const later = new Set(after.map(({ key }) => key))
  yield
  const changes = [
    ...(yield* mapping(after.filter(isOfConcern), (each) => changesOf(earlier.get(each.key), each))),
    ...after.filter((each) => !isOfConcern(each)).map((each) => leavingOf(earlier.get(each.key), each)),
    before.filter((each) => isOfConcern(each) && !later.has(each.key)).map((each) => sample('gone', each, null, null)),
  ].flat()
  yield
  const byKind = Map.groupBy(changes, ({ kind }) => kind)
  const of = (kind: ChangeKind) => byKind.get(kind) ?? []
  const counts = Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, of(kind).length])) as Difference['counts']
  const samples = CHANGE_KINDS.flatMap((kind) => of(kind).slice(0, MOST_SAMPLES))
  return { counts, samples, before: countOpen(before), after: countOpen(after) }
}

/** How a composed structure stands. */
export function standingOf({ siren, rna, title, communeCode, family, state, recognitions }: Structure): Standing {
  const marks = [...new Set(recognitions.map(({ name }) => name))]
  return { key: siren ?? rna ?? '', title, communeCode, family, isOpen: state === 'active', marks }
}

function isOfConcern({ family }: Standing): boolean {
  return family !== null
}

function changesOf(earlier: Standing | undefined, later: Standing): readonly DifferenceSample[] {
  if (!earlier) return [sample('appeared', later, null, later.communeCode)]
  const gained = later.marks.filter((mark) => !earlier.marks.includes(mark))
  const lost = earlier.marks.filter((mark) => !later.marks.includes(mark))
  return [
    ...(earlier.isOpen && !later.isOpen ? [sample('closed', later, null, null)] : []),
    ...(!earlier.isOpen && later.isOpen ? [sample('reopened', later, null, null)] : []),
    ...(earlier.communeCode !== later.communeCode
      ? [sample('moved', later, earlier.communeCode, later.communeCode)]
      : []),
    ...(earlier.family !== later.family ? [sample('changed-family', later, earlier.family, later.family)] : []),
    ...(earlier.title !== later.title ? [sample('renamed', later, earlier.title, later.title)] : []),
    ...gained.map((mark) => sample('recognised', later, null, mark)),
    ...lost.map((mark) => sample('unrecognised', later, mark, null)),
  ]
}

function leavingOf(earlier: Standing | undefined, later: Standing): readonly DifferenceSample[] {
  return earlier !== undefined && earlier.family !== null ? [sample('changed-family', later, earlier.family, null)] : []
}

function sample(kind: ChangeKind, { key, title }: Standing, from: string | null, to: string | null): DifferenceSample {
  return { kind, key, title, from, to }
}

function countOpen(standings: readonly Standing[]): number {
  return standings.filter(({ family, isOpen }) => family !== null && isOpen).length
}
