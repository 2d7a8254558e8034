import { Badge } from '#ui/badge'
import { formatDay, formatShare } from '#ui/format'
import { Progress } from '#ui/progress'
import { type Action, type Indicator, type IndicatorValue, perMilleOf, type Step } from '../model.ts'
import { linesOf, type Money, PERIMETERS, type Sums, sumsOf } from '../money.ts'
import { NATURE_WORDS, PERIMETER_WORDS, STATE_WORDS } from '../sentences.ts'
import { writtenCents, writtenMark, writtenMeasure, writtenOrigin } from '../words.ts'

/** What is known of the actions of the programme in force. */
export type Followed = Known & {
  /** Names of EPCIs and communes by code. */
  readonly placeNames: ReadonlyMap<string, string>
}

type Known = {
  readonly money: Money
  /** The last first. */
  readonly steps: readonly Step[]
  /** The last first, indicator by indicator. */
  readonly values: readonly IndicatorValue[]
}

/** How far an action has come beside what it has spent: a line each, and the words of each. */
export function SideBySide({ action, followed }: { readonly action: Action; readonly followed: Known }) {
  return (
    <div class="side-by-side">
      <div>
        <p class="side-title">Ce qui est fait</p>
        <Done action={action} followed={followed} />
      </div>
      <div>
        <p class="side-title">L’argent de {followed.money.year}</p>
        <Spent action={action} money={followed.money} />
      </div>
    </div>
  )
}

function Done({ action, followed }: { readonly action: Action; readonly followed: Known }) {
  const step = followed.steps.find((each) => each.action === action.slug)
  const measured = action.indicators.flatMap((indicator) => {
    const value = followed.values.find((each) => each.action === action.slug && each.indicator === indicator.slug)
    return value === undefined ? [] : [{ indicator, value }]
  })
  return (
    <>
      {step === undefined ? (
        measured.length === 0 && <p>Pas encore décrit.</p>
      ) : (
        <p>
          <strong>{STATE_WORDS[step.state]}</strong> ({formatDay(step.on)}) : {step.words}{' '}
          {step.isFictitious && !action.source.isFictitious && <Badge kind="fictitious" />}
        </p>
      )}
      {measured.map((each) => (
        <Measured {...each} />
      ))}
    </>
  )
}

function Measured({ indicator, value }: { readonly indicator: Indicator; readonly value: IndicatorValue }) {
  const perMille = perMilleOf(indicator, value.thousandths)
  const known = writtenMeasure(value.thousandths, indicator)
  return (
    <div>
      {perMille === undefined ? (
        <p>
          {indicator.title} : <strong>{known}</strong>
        </p>
      ) : (
        <Progress
          label={indicator.title}
          done={Math.min(Math.max(perMille, 0), 1000)}
          whole={1000}
          told={`${known}, cible\u00a0: ${writtenMark(indicator.target, indicator)}`}
        />
      )}
      <p class="source">
        {NATURE_WORDS[value.nature]}, le {formatDay(value.on)}. Source : {writtenOrigin(value.source)}.
      </p>
    </div>
  )
}

function Spent({ action, money }: { readonly action: Action; readonly money: Money }) {
  const lines = linesOf(action, money)
  if (lines.length === 0) return <p>Aucun montant connu.</p>
  return (
    <>
      {PERIMETERS.map((perimeter) => {
        const sums = sumsOf(lines, perimeter)
        return sums && <SpentOf label={PERIMETER_WORDS[perimeter]} sums={sums} />
      })}
    </>
  )
}

function SpentOf({ label, sums }: { readonly label: string; readonly sums: Sums }) {
  const { openedCents, paidCents } = sums
  const told = `${writtenCents(paidCents)} payés sur ${writtenCents(openedCents)}`
  // Without credits there is no share to draw.
  if (openedCents <= 0n) {
    return (
      <p>
        {label} : {told}
      </p>
    )
  }
  return (
    <Progress
      label={label}
      done={Number(paidCents)}
      whole={Number(openedCents)}
      told={`${told}, ${formatShare(paidCents, openedCents, 0)}`}
    />
  )
}
