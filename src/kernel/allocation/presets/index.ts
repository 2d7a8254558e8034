import type { Cents } from '#kernel/money'
import type { AllocationRule } from '../model.ts'
import { PAS_DE_CALAIS } from './pas-de-calais.ts'

/**
 * What is publicly known of a territory's règlement. Only what was `read` or `inferred` has a value; what was not
 * found must be given by whoever computes, never supposed.
 */
export type AllocationPreset = {
  /** As people say it: « Pas-de-Calais, Budget citoyen ». */
  readonly title: string
  readonly rule: Known<AllocationRule>
  /** By category, in the words of the territory. */
  readonly caps: ReadonlyMap<string, Known<Cents>>
  readonly envelopeCents: Known<Cents>
}

/** `read` in the source; `inferred` from it, to be confirmed by the territory; `not-found` there. */
export type Known<Value> =
  | { readonly status: 'read' | 'inferred'; readonly value: Value; readonly source: Source }
  | { readonly status: 'not-found'; readonly source: Source }

export type Source = {
  /** In French: what the source says, and what was made of it. */
  readonly said: string
  readonly url: string
  /** Year of the edition it speaks of. */
  readonly year: number
}

export type AllocationPresetName = 'pas-de-calais'

export const ALLOCATION_PRESETS: Readonly<Record<AllocationPresetName, AllocationPreset>> = {
  'pas-de-calais': PAS_DE_CALAIS,
}
