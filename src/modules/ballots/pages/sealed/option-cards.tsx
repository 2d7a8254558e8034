import type { Amount } from '#kernel/ballot'
import { formatAmount } from '#ui/format'
import type { ShownOption } from '../../sealed/poll.ts'

/** What is put to the vote, one card each: picture, name, place, cost, a few sentences. */
export function OptionCards(props: {
  readonly options: readonly ShownOption[]
  readonly budget: Amount | undefined
  /** Address of the picture of an option. */
  readonly pictureOf: (code: string) => string
}) {
  return (
    <ul class="entries poll-options">
      {props.options.map((option) => (
        <li class="entry">
          {option.pictureWords !== null && (
            <img src={props.pictureOf(option.code)} alt={option.pictureWords} loading="lazy" width="320" height="320" />
          )}
          <p class="kicker">{kickerOf(option, props.budget)}</p>
          <h3 class="entry-title">{option.name}</h3>
          {option.summary !== '' && <p class="entry-lead">{option.summary}</p>}
        </li>
      ))}
    </ul>
  )
}

function kickerOf({ place, cost }: ShownOption, budget: Amount | undefined): string {
  const amount =
    cost !== null && budget
      ? formatAmount({ units: cost, currency: budget.currency, decimals: budget.decimals })
      : undefined
  return [place ?? undefined, amount].filter((part) => part !== undefined).join(' · ')
}
