import { canonicalJson } from '#kernel/canonical-json'
import { done, type Result, refuse } from '#kernel/result'
import type { PaperChecking } from './draft.ts'
import { isSame, type Paper, type TypedLine } from './paper-lines.ts'

export * from './paper-lines.ts'

/** What the people of a place wrote on the sheet of a batch, counted by hand. */
export type Sheet = {
  readonly place: string
  readonly urn: string
  /** Numbers of the seals, as written. */
  readonly seals: string
  /** All papers, then how many of them say nothing, or are void. */
  readonly paperCount: number
  readonly blankCount: number
  readonly voidCount: number
}

export type Typing = {
  readonly turn: 1 | 2
  readonly typedBy: string
  readonly finishedAt: Date | null
  readonly lines: readonly (TypedLine & { readonly tracker: Uint8Array })[]
}

/** What somebody saw on the paper two people typed differently; it holds once another saw it too. */
export type Settlement = TypedLine & { readonly proposedBy: string; readonly confirmedBy: string | null }

export type Batch = {
  readonly id: string
  readonly pollId: string
  readonly number: number
  readonly sheet: Sheet
  readonly version: number
  /** Positions to type a second time; null: all. */
  readonly sample: readonly number[] | null
  readonly recordedAt: Date
  readonly typings: readonly Typing[]
  readonly settlements: readonly Settlement[]
  readonly close: { readonly ballotCount: number; readonly sheetHash: string; readonly leafIndex: number } | null
  readonly annulment: {
    readonly reason: string
    readonly proposedBy: string
    readonly proposingSeat: string
    readonly isConfirmed: boolean
  } | null
}

/** What a batch waits for. */
export type BatchStep =
  | 'first-typing'
  | 'second-typing'
  | 'settling'
  | 'count-differs'
  | 'ready'
  | 'closed'
  | 'annulled'

export function stepOf(batch: Batch): BatchStep {
  if (batch.annulment?.isConfirmed) return 'annulled'
  if (batch.close) return 'closed'
  if (!typingOf(batch, 1)?.finishedAt) return 'first-typing'
  if (!typingOf(batch, 2)?.finishedAt) return 'second-typing'
  if (disagreementsOf(batch).some(({ settlement }) => !settlement?.confirmedBy)) return 'settling'
  return countsOf(batch).isAsTheSheetSays ? 'ready' : 'count-differs'
}

export function typingOf({ typings }: Batch, turn: 1 | 2): Typing | undefined {
  return typings.find((typing) => typing.turn === turn)
}

/** The numbers of the papers of one typing, in order. */
export function positionsOf({ sheet, sample }: Pick<Batch, 'sheet' | 'sample'>, turn: 1 | 2): readonly number[] {
  if (turn === 2 && sample) return sample
  return Array.from({ length: sheet.paperCount }, (_, index) => index + 1)
}

export type Disagreement = {
  readonly position: number
  readonly first: Paper
  readonly second: Paper
  readonly settlement: Settlement | undefined
}

/** Papers that two people typed differently, by number. */
export function disagreementsOf(batch: Batch): readonly Disagreement[] {
  const firsts = new Map(typingOf(batch, 1)?.lines.map((line) => [line.position, line]))
  return (typingOf(batch, 2)?.lines ?? []).flatMap((second) => {
    const first = firsts.get(second.position)
    if (!first || isSame(first, second)) return []
    const settlement = batch.settlements.find(({ position }) => position === second.position)
    return [{ position: second.position, first, second, settlement }]
  })
}

/** The papers as they will count: what both typed, or what two people saw. */
export function finalLines(batch: Batch): readonly (TypedLine & { readonly tracker: Uint8Array })[] {
  const settled = new Map(batch.settlements.map((settlement) => [settlement.position, settlement]))
  const disputed = new Set(disagreementsOf(batch).map(({ position }) => position))
  return (typingOf(batch, 1)?.lines ?? []).map((line) => {
    const settlement = disputed.has(line.position) ? settled.get(line.position) : undefined
    return settlement?.confirmedBy ? { ...line, mark: settlement.mark, choices: settlement.choices } : line
  })
}

export type Counts = {
  readonly papers: number
  readonly blank: number
  readonly void: number
  readonly ballots: number
  readonly isAsTheSheetSays: boolean
}

export function countsOf(batch: Batch): Counts {
  const lines = finalLines(batch)
  const count = (mark: Paper['mark']) => lines.filter((line) => line.mark === mark).length
  const { sheet } = batch
  const [blank, voided] = [count('blank'), count('void')]
  const isAsTheSheetSays = lines.length === sheet.paperCount && blank === sheet.blankCount && voided === sheet.voidCount
  return { papers: lines.length, blank, void: voided, ballots: count('ballot'), isAsTheSheetSays }
}

/**
 * The papers to type a second time: drawn once the first typing is over, so that nobody knows which while typing.
 *
 * @param draw  a whole number from 0, below its argument
 * @returns     positions in order; null: all of them
 */
export function drawSample(
  checking: PaperChecking,
  paperCount: number,
  draw: (below: number) => number,
): readonly number[] | null {
  if (checking.kind === 'all') return null
  const size = Math.min(paperCount, Math.max(1, Math.ceil((paperCount * checking.perCent) / 100)))
  const left = Array.from({ length: paperCount }, (_, index) => index + 1)
  const drawn = Array.from({ length: size }, () => left.splice(draw(left.length), 1)[0]!)
  return drawn.toSorted((one, other) => one - other)
}

/** Whether so many lines of the sample differ that the règlement wants every paper typed again. */
export function isSampleTooWrong(checking: PaperChecking, batch: Batch): boolean {
  if (checking.kind === 'all' || !batch.sample) return false
  return disagreementsOf(batch).length * 100 > checking.thresholdPerCent * batch.sample.length
}

/** Gravest first. */
export type BatchRefusal =
  | 'vote-over'
  | 'not-this-step'
  | 'closed'
  | 'same-person'
  | 'lines-missing'
  | 'lines-too-many'
  | 'not-settled'
  | 'count-differs'
  | 'changed-meanwhile'

/** Whether this person may type this turn now: the second typing is another person's. */
export function decideTyping(batch: Batch, turn: 1 | 2, personId: string): Result<null, BatchRefusal> {
  const step = stepOf(batch)
  if (step === 'closed' || step === 'annulled') return refuse('closed')
  if (turn === 2 && typingOf(batch, 1)?.typedBy === personId) return refuse('same-person')
  const current = typingOf(batch, turn)
  if (current && current.typedBy !== personId && !current.finishedAt) return refuse('same-person')
  const isItsStep = step === (turn === 1 ? 'first-typing' : 'second-typing')
  return isItsStep ? done(null) : refuse('not-this-step')
}

export function decideClosing(batch: Batch): Result<Counts, BatchRefusal> {
  switch (stepOf(batch)) {
    case 'closed':
    case 'annulled':
      return refuse('closed')
    case 'settling':
      return refuse('not-settled')
    case 'count-differs':
      return refuse('count-differs')
    case 'ready':
      return done(countsOf(batch))
    case 'first-typing':
    case 'second-typing':
      return refuse('not-this-step')
  }
}

/** The sheet as the commission keeps it: its SHA-256 is in the public log. */
export function sheetText(batch: Batch, counts: Counts): string {
  const { place, urn, seals } = batch.sheet
  return canonicalJson({
    format: 'filigrane-paper-sheet-1',
    ...{ batch: batch.number, place, urn, seals },
    ...{ papers: counts.papers, blank: counts.blank, void: counts.void, ballots: counts.ballots },
    typedTwice: batch.sample ? batch.sample.length : counts.papers,
    disagreements: disagreementsOf(batch).length,
  })
}
