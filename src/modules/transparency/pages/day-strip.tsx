import { addDays, dayIn } from '#kernel/calendar'
import { formatCount, formatDay } from '#ui/format'
import type { CheckResult, DayOfCheck } from '../checking.ts'

const SHOWN = 30
const [STEP, WIDTH, HEIGHT] = [7, 5, 24]
const MOST_TOLD = 3

/** Thirty days in a line, the last at the right: low when it held, high when it failed once, hollow when it was not run. */
export function DayStrip({ days, now }: { readonly days: readonly DayOfCheck[]; readonly now: Date }) {
  const today = dayIn(now)
  const shown = Array.from({ length: SHOWN }, (_, index) => addDays(today, index - SHOWN + 1))
  const resultOn = new Map(days.map(({ day, result }) => [day, result]))
  // One path for all days of a kind: forty checks a page would make more than a thousand shapes.
  const barsOf = (kind: CheckResult | undefined) =>
    shown.map((day, index) => (resultOn.get(day) === kind ? barAt(index * STEP, kind) : '')).join('')
  return (
    <>
      <svg
        viewBox={`0 0 ${SHOWN * STEP} ${HEIGHT}`}
        width={SHOWN * STEP}
        height={HEIGHT}
        aria-hidden="true"
        focusable="false"
      >
        <path d={barsOf('fails')} fill="currentColor" />
        <path d={barsOf('holds')} fill="currentColor" fill-opacity="0.6" />
        <path d={barsOf('not-run')} fill="none" stroke="currentColor" />
        <path d={barsOf(undefined)} fill="currentColor" />
      </svg>
      <p class="hint">{sentenceOfDays(days)}</p>
    </>
  )
}

function barAt(left: number, kind: CheckResult | undefined): string {
  if (kind === undefined) return `M${left + 2} ${HEIGHT - 2}h2v2h-2z`
  const height = kind === 'fails' ? HEIGHT : HEIGHT / 3
  return `M${left} ${HEIGHT - height}h${WIDTH}v${height}h-${WIDTH}z`
}

/** The same in words. */
export function sentenceOfDays(days: readonly DayOfCheck[]): string {
  const asked = days.filter(({ result }) => result !== 'not-run')
  if (asked.length === 0) return 'Pas encore d’histoire.'
  const failed = asked.filter(({ result }) => result === 'fails').map(({ day }) => formatDay(day))
  const over = `sur ${formatCount(asked.length, 'jour vérifié', 'jours vérifiés')}`
  if (failed.length === 0) return asked.length === 1 ? 'Vrai, sur 1 jour vérifié.' : `Vrai chaque jour, ${over}.`
  const told = failed.length > MOST_TOLD ? `${failed.slice(-MOST_TOLD).join(', ')} et avant` : failed.join(', ')
  return `Faux ${formatCount(failed.length, 'jour', 'jours')} ${over} : ${told}.`
}
