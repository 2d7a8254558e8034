import type { EqualSharesRule, GreedyRule, PhragmenRule, TieOrder } from './model.ts'

/**
 * Ways of counting known by their name: what each fixes. A rule that a preset says nothing of is not defined by it.
 * What differs between tools and towns, and why, is in docs/specifications/tally.md, « Presets ».
 */
export type Preset = {
  readonly ties: TieOrder
  readonly equalShares: Pick<EqualSharesRule, 'completion' | 'start' | 'exhaustiveStop' | 'comparison'>
  readonly greedy?: Pick<GreedyRule, 'by' | 'whenTooDear' | 'threshold' | 'fundsUnsupported'>
  readonly phragmen?: Pick<PhragmenRule, 'fundsUnsupported'>
  readonly definesMaxWelfare: boolean
}

export type PresetName = 'equalshares.net' | 'pabutools' | 'wieliczka-2023' | 'swiecie-2023' | 'assen-2024'

/** The house's own choices, when no preset is named: a project nobody chose is not funded. */
export const HOUSE = {
  ties: 'cost-votes',
  equalShares: { completion: 'none', start: 'exact', exhaustiveStop: 'supported', comparison: false },
  greedy: { by: 'per-cost', whenTooDear: 'skip', threshold: 0, fundsUnsupported: false },
  phragmen: { fundsUnsupported: false },
  definesMaxWelfare: true,
} as const satisfies Preset

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  /** The defaults of the calculator of equalshares.net (Dominik Peters). */
  'equalshares.net': {
    ties: 'cost-votes',
    equalShares: { completion: 'add1-utilitarian', start: 'floor', exhaustiveStop: 'all', comparison: false },
    definesMaxWelfare: false,
  },
  /** The definitions of pabutools 1.2 (COMSOC), also those of data/pabulib/oracle.json. */
  pabutools: {
    ties: 'id',
    equalShares: { completion: 'none', start: 'exact', exhaustiveStop: 'supported', comparison: false },
    greedy: { by: 'per-cost', whenTooDear: 'skip', threshold: 0, fundsUnsupported: true },
    phragmen: { fundsUnsupported: true },
    definesMaxWelfare: true,
  },
  /** Zielony Milion, Wieliczka (Poland), April 2023: no stop when nothing more fits, and a comparison with greedy. */
  'wieliczka-2023': {
    ties: 'cost-votes',
    equalShares: { completion: 'add1', start: 'floor', exhaustiveStop: 'never', comparison: true },
    definesMaxWelfare: false,
  },
  /** Świecie (Poland), 2023. */
  'swiecie-2023': {
    ties: 'cost-votes',
    equalShares: { completion: 'add1', start: 'floor', exhaustiveStop: 'all', comparison: false },
    definesMaxWelfare: false,
  },
  /** Assen Top Idee, Assen (Netherlands), 2024: what is left of the money is not spent. */
  'assen-2024': {
    ties: 'cost-votes',
    equalShares: { completion: 'add1', start: 'floor', exhaustiveStop: 'all', comparison: false },
    definesMaxWelfare: false,
  },
}

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[]
