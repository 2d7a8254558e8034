import type { Fault, FaultKind } from './model.ts'
import { isAdvice } from './model.ts'

/** Faults alike: one sentence, how many, where. */
export type FaultGroup = {
  readonly kind: FaultKind
  readonly column: string | null
  readonly expected: string
  readonly count: number
  /** The first few, in the order of the file. */
  readonly examples: readonly { readonly line: number; readonly value: string }[]
}

/** What a whole file was found to be. */
export type Report = {
  /** Lines after the header. */
  readonly lineCount: number
  /** Without advice. */
  readonly faultCount: number
  readonly faultyLineCount: number
  readonly isValid: boolean
  readonly groups: readonly FaultGroup[]
}

const MOST_EXAMPLES = 5
// A file whose faults all differ: beyond, they are counted together.
const MOST_GROUPS = 500

type Open = { -readonly [Key in keyof FaultGroup]: FaultGroup[Key] } & { examples: { line: number; value: string }[] }

/** Gathers the faults of a file by what is wrong and where, as they come. */
export function openReport() {
  const groups = new Map<string, Open>()
  const told = { lineCount: 0, faultCount: 0, faultyLineCount: 0 }

  function add(fault: Fault): void {
    const key = `${fault.kind} ${fault.column} ${fault.expected}`
    const known = groups.get(key)
    if (!known && groups.size >= MOST_GROUPS) return
    const group = known ?? { kind: fault.kind, column: fault.column, expected: fault.expected, count: 0, examples: [] }
    groups.set(key, group)
    group.count += 1
    if (group.examples.length < MOST_EXAMPLES) group.examples.push({ line: fault.line, value: fault.value })
  }

  return {
    /** Takes a line as the validation gave it. */
    take(line: { readonly values: unknown; readonly faults: readonly Fault[] }): void {
      const faults = line.faults.filter((fault) => !isAdvice(fault))
      if (line.values !== undefined) told.lineCount += 1
      if (faults.length > 0) told.faultyLineCount += 1
      told.faultCount += faults.length
      for (const fault of line.faults) add(fault)
    },
    report: (): Report => ({ ...told, isValid: told.faultCount === 0, groups: [...groups.values()] }),
  }
}
