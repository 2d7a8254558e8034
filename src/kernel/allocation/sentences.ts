import type { Fraction } from '#kernel/fraction'
import { french, frenchNumber } from '#kernel/french'
import { cents, frenchCents, frenchMoney } from '#kernel/money'
import type {
  AllocationRequest,
  ClaimStep,
  GroupStep,
  Limit,
  ProjectAmount,
  RoundingStep,
  Share,
  Step,
  TurnStep,
  VotesStep,
} from './model.ts'
import { groupNamed, inGroup, percent, toGroup, votes } from './words.ts'

/** The computation of one amount, line by line, for anyone to follow with a pocket calculator. */
export function sentencesOf(amount: ProjectAmount, request: AllocationRequest): readonly string[] {
  return [
    sentenceOfCeiling(amount, request),
    ...amount.steps.map((step) => sentenceOfStep(step, amount)),
    french`Montant proposé : ${frenchCents(amount.amountCents)}.`,
  ]
}

/** One line of a computation. `amount` says which ceiling is meant. */
export function sentenceOfStep(step: Step, amount: Pick<ProjectAmount, 'ceiling'>): string {
  switch (step.kind) {
    case 'group-share':
      return sentenceOfGroup(step)
    case 'group-reserved':
      return french`Le règlement réserve ${frenchCents(step.amountCents)} ${toGroup(step)}.`
    case 'votes-share':
      return sentenceOfVotes(step, amount)
    case 'maximum':
      return french`L'argent suffit pour que chaque projet qui a des votes${step.within === 'all' ? '' : `, ${inGroup(step)},`} reçoive son maximum.`
    case 'claim':
      return sentenceOfClaim(step, amount)
    case 'reduction':
      return `${sentenceOfReduction(step)}${capped(step, amount)}`
    case 'turn':
      return sentenceOfTurn(step)
    case 'rounding':
      return sentenceOfRounding(step)
  }
}

const CEILINGS: Readonly<Record<Limit, (amount: ProjectAmount, request: AllocationRequest) => string>> = {
  request: () => french`c'est ce qu'il demande`,
  'category-cap': ({ project }) => french`c'est le plafond de la catégorie « ${project.category} »`,
  'cost-share': ({ project }, { limits }) =>
    french`c'est ${percent(BigInt(limits.maximumCostShareBasisPoints ?? 0), 10_000n)} de son coût, ${frenchCents(project.costCents)}`,
}

function sentenceOfCeiling(amount: ProjectAmount, request: AllocationRequest): string {
  const { limit, cents: exact, roundedCents } = amount.ceiling
  const why = CEILINGS[limit](amount, request)
  const rounded = exact === roundedCents ? '' : french`, soit ${frenchCents(roundedCents)} une fois arrondi`
  return french`Ce projet peut recevoir ${frenchCents(exact)} au plus : ${why}${rounded}.`
}

const LIMITS: Readonly<Record<Limit, string>> = {
  request: 'sa demande',
  'category-cap': french`plafond de la catégorie`,
  'cost-share': french`part maximale de son coût`,
}

/** « 352 000 € × 5 678 ÷ 10 000 = 199 865,60 € »; « ≈ » when the cents shown are rounded. */
function arithmetic({ pot, weight, totalWeight, share }: Share, unit: (weight: bigint) => string): string {
  return french`${frenchMoney(pot)} × ${unit(weight)} ÷ ${unit(totalWeight)} ${isWholeCents(share) && isWholeCents(pot) ? '=' : '≈'} ${frenchMoney(share)}`
}

function capped(step: Share, { ceiling }: Pick<ProjectAmount, 'ceiling'>): string {
  if (!step.isCapped) return ''
  return french` Plafonné à ${frenchCents(ceiling.roundedCents)} (${LIMITS[ceiling.limit]}).`
}

function sentenceOfGroup(step: GroupStep): string {
  const who = capital(groupNamed(step))
  if (step.weight === 0n) return french`${who} n'a aucune part.`
  const start = step.round === 1 ? '' : french`Il reste ${frenchMoney(step.pot)} que d'autres ne peuvent pas utiliser. `
  const share = french` ${inWords(step)}, soit ${percent(step.weight, step.totalWeight)} : ${arithmetic(step, step.by === 'votes' ? frenchNumber : bare)}.`
  const end = french` Ses projets ne peuvent recevoir que ${frenchMoney(step.ceiling)} ensemble : le reste va ailleurs.`
  return `${start}${who}${share}${step.isCapped ? end : ''}`
}

function inWords({ by, weight, totalWeight }: GroupStep): string {
  switch (by) {
    case 'votes':
      return french`a reçu ${votes(weight)} sur ${frenchNumber(totalWeight)}`
    case 'ceilings':
      return french`peut recevoir ${moneyOf(weight)} au plus, sur ${moneyOf(totalWeight)} en tout`
    case 'amounts':
      return french`a ${moneyOf(weight)} dans le règlement, sur ${moneyOf(totalWeight)}`
  }
}

function sentenceOfVotes(step: VotesStep, amount: Pick<ProjectAmount, 'ceiling'>): string {
  if (step.weight === 0n) return french`Aucun vote : aucune part.`
  const start =
    step.round === 1
      ? ''
      : french`D'autres projets sont à leur maximum : il reste ${frenchMoney(step.pot)} à partager. `
  const share = french`${votes(step.weight)} sur ${frenchNumber(step.totalWeight)} ${inGroup(step)}, soit ${percent(step.weight, step.totalWeight)} : ${arithmetic(step, frenchNumber)}.`
  return `${start}${share}${capped(step, amount)}`
}

function sentenceOfClaim(step: ClaimStep, { ceiling }: Pick<ProjectAmount, 'ceiling'>): string {
  const { amountCents, roundedCents, from } = step
  const gift = amountCents === 0n ? 'ne donne rien' : french`donne ${frenchCents(amountCents)}`
  const said =
    'category' in from
      ? french`Le règlement ${gift} à chaque projet de la catégorie « ${from.category} »`
      : french`Rang ${from.rank} : le règlement ${gift} à ce rang`
  const rounded = roundedCents === amountCents ? '' : french`, soit ${frenchCents(roundedCents)} une fois arrondi`
  if (roundedCents <= ceiling.roundedCents) return `${said}${rounded}.`
  return french`${said}${rounded}. Plafonné à ${frenchCents(ceiling.roundedCents)} (${LIMITS[ceiling.limit]}).`
}

function sentenceOfReduction(step: Share): string {
  const start =
    step.round === 1
      ? french`L'enveloppe ne suffit pas pour tous : chacun est réduit en proportion. `
      : french`D'autres projets sont à leur maximum : il reste ${frenchMoney(step.pot)} à partager. `
  return start + french`${arithmetic(step, bare)}.`
}

function sentenceOfTurn({ phase, rank, leftCents, neededCents, givenCents, outcome }: TurnStep): string {
  const [left, needed] = [frenchCents(leftCents), frenchCents(neededCents)]
  const turn =
    phase === 'quota'
      ? french`Pour la part de son territoire, rang ${rank} : `
      : french`Au classement général, rang ${rank} : `
  switch (outcome) {
    case 'full':
      return turn + french`il reste ${left}, le projet reçoit ${needed}.`
    case 'part':
      return (
        turn + french`il faut ${needed} et il reste ${left}, le projet reçoit ce reste : ${frenchCents(givenCents)}.`
      )
    case 'passed':
      return turn + french`il faut ${needed} et il reste ${left}, ce n'est pas assez : on passe au suivant.`
    case 'stopped':
      return (
        turn +
        french`il faut ${needed} et il reste ${left} : le classement s'arrête au premier que l'argent ne peut pas payer.`
      )
    case 'quota-reached':
      return turn + french`son territoire a déjà son nombre de projets.`
  }
}

function sentenceOfRounding({ share, amountCents, isRaised }: RoundingStep): string {
  const said = french`Arrondi de ${frenchMoney(share)} : ${frenchCents(amountCents)}`
  return isRaised ? said + french`, au-dessus, car son reste est parmi les plus grands.` : `${said}.`
}

function moneyOf(amount: bigint): string {
  return frenchCents(cents(amount))
}

/** The number of an amount: in a product, « € × € » would puzzle. */
function bare(amount: bigint): string {
  return moneyOf(amount).replace(/\u00a0€$/, '')
}

function isWholeCents({ denominator }: Fraction): boolean {
  return denominator === 1n
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1)
}
