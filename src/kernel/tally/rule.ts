import { french } from '#kernel/french'
import { done, type Result, refuse } from '#kernel/result'
import type { Completion, GreedyRule, Rule, TieOrder, Utility, VoteType } from './model.ts'
import { HOUSE, PRESETS, type Preset, type PresetName } from './presets.ts'

/** What a person asks for; what is left out comes from the preset, then from the house's own choices. */
export type RuleRequest = {
  /** Equal shares when nothing is said. */
  readonly kind?: Rule['kind'] | undefined
  readonly utility?: Utility | undefined
  readonly completion?: Completion | undefined
  readonly preset?: PresetName | undefined
  readonly ties?: TieOrder | undefined
  readonly by?: GreedyRule['by'] | undefined
  readonly whenTooDear?: GreedyRule['whenTooDear'] | undefined
  readonly threshold?: number | undefined
}

/** Why a request is no rule for these ballots. `sentenceOfRuleRefusal` says it in French. */
export type RuleRefusal =
  | 'preset-of-another-rule'
  | 'points-without-points'
  | 'ranks-without-ranks'
  | 'completion-of-another-rule'
  | 'utility-of-another-rule'
  | 'greedy-option-of-another-rule'
  | 'threshold-unreadable'

/** @returns the rule in full, every choice written down, as it will be published with the result */
export function ruleFor(request: RuleRequest, voteType: VoteType): Result<Rule, RuleRefusal> {
  const kind = request.kind ?? 'equal-shares'
  const preset = request.preset ? PRESETS[request.preset] : HOUSE
  const refusal = refusalOf(request, kind, preset, voteType)
  return refusal ? refuse(refusal) : done(complete(request, kind, preset, voteType))
}

/** What a voter values when nothing is said. */
export function defaultUtility(voteType: VoteType): Utility {
  return DEFAULT_UTILITIES[voteType]
}

export function sentenceOfRuleRefusal(refusal: RuleRefusal): string {
  return SENTENCES[refusal]
}

const DEFAULT_UTILITIES: Readonly<Record<VoteType, Utility>> = {
  approval: 'cost',
  'choose-1': 'cost',
  cumulative: 'points',
  scoring: 'points',
  ordinal: 'borda',
}

const SENTENCES: Readonly<Record<RuleRefusal, string>> = {
  'preset-of-another-rule': french`Ce réglage tout prêt ne définit pas cette règle. Choisissez la règle des parts égales, ou un autre réglage.`,
  'points-without-points': french`Ces bulletins ne donnent pas de points. Choisissez une autre utilité, par exemple « cost » ou « cardinality ».`,
  'ranks-without-ranks': french`Ces bulletins ne classent pas les projets. Les utilités « borda » et « positions » demandent un classement : choisissez-en une autre.`,
  'completion-of-another-rule': french`Seule la règle des parts égales a un complément. Retirez cette option ou choisissez cette règle.`,
  'utility-of-another-rule': french`La règle de Phragmén compte des soutiens et n'a pas d'utilité. Retirez cette option ou choisissez une autre règle.`,
  'greedy-option-of-another-rule': french`Cette option est celle de la règle « les plus soutenus d'abord » (greedy). Retirez-la ou choisissez cette règle.`,
  'threshold-unreadable': french`Le seuil est un nombre de votes ou de points, zéro ou plus. Corrigez-le.`,
}

function refusalOf(
  request: RuleRequest,
  kind: Rule['kind'],
  preset: Preset,
  voteType: VoteType,
): RuleRefusal | undefined {
  const { utility, threshold } = request
  if (!isDefined(kind, preset)) return 'preset-of-another-rule'
  if (utility === 'points' && voteType !== 'cumulative' && voteType !== 'scoring') return 'points-without-points'
  if ((utility === 'borda' || utility === 'positions') && voteType !== 'ordinal') return 'ranks-without-ranks'
  if (request.completion && kind !== 'equal-shares') return 'completion-of-another-rule'
  if (utility && kind === 'phragmen') return 'utility-of-another-rule'
  const asksGreedy = request.by || request.whenTooDear || threshold !== undefined
  if (asksGreedy && kind !== 'greedy') return 'greedy-option-of-another-rule'
  return threshold !== undefined && !(threshold >= 0 && Number.isFinite(threshold)) ? 'threshold-unreadable' : undefined
}

function isDefined(kind: Rule['kind'], preset: Preset): boolean {
  if (kind === 'greedy') return preset.greedy !== undefined
  if (kind === 'phragmen') return preset.phragmen !== undefined
  return kind === 'equal-shares' || preset.definesMaxWelfare
}

function complete(request: RuleRequest, kind: Rule['kind'], preset: Preset, voteType: VoteType): Rule {
  const utility = request.utility ?? defaultUtility(voteType)
  const ties = request.ties ?? preset.ties
  if (kind === 'max-welfare') return { kind, utility, ties }
  if (kind === 'phragmen') return { kind, ...(preset.phragmen ?? HOUSE.phragmen), ties }
  if (kind === 'equal-shares') {
    const { completion, ...others } = preset.equalShares
    return { kind, utility, completion: request.completion ?? completion, ...others, ties }
  }
  const { by, whenTooDear, threshold, fundsUnsupported } = preset.greedy ?? HOUSE.greedy
  return {
    kind,
    utility,
    by: request.by ?? by,
    whenTooDear: request.whenTooDear ?? whenTooDear,
    threshold: request.threshold ?? threshold,
    fundsUnsupported,
    ties,
  }
}
