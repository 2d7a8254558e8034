import type { Child } from 'hono/jsx'
import { FocusPage } from '#ui/focus'
import { formatAmount, formatInstant } from '#ui/format'
import { islandPath } from '#ui/page'
import { STEP_NAMES } from '../../sealed/journey.ts'
import type { ShownOption } from '../../sealed/poll.ts'
import type { Visit } from './visit.ts'

/** One page of the journey: the poll's name, the step, what must be said on every page, the way out. */
export function VotePage(props: {
  readonly visit: Visit
  readonly title: string
  readonly lead?: Child
  /** Rank among `STEP_NAMES`. */
  readonly step?: number
  readonly bar?: Child
  readonly scripted?: boolean
  /** Other islands than that of the vote. */
  readonly scripts?: readonly string[]
  readonly children?: Child
}) {
  const { visit, step } = props
  const { poll, paths, site } = visit
  return (
    <FocusPage
      site={site}
      kicker={poll.manifest.title}
      title={props.title}
      description={`Voter : ${poll.manifest.title}. ${poll.settings.advisory}`}
      lead={props.lead}
      steps={step === undefined ? undefined : { current: step, names: STEP_NAMES }}
      bar={props.bar}
      mention={poll.settings.advisory}
      leave={{ label: 'Quitter le vote', href: paths.poll }}
      scripts={props.scripted ? ['vote'] : props.scripts}
    >
      {props.children}
    </FocusPage>
  )
}

/** What the script of a page must know, as attributes of the part it brings to life. */
export function scriptData({ poll, paths, isShared, site }: Visit) {
  const { minimum, maximum } = poll.manifest.choices
  return {
    'data-poll': poll.fingerprint,
    'data-minimum': minimum,
    'data-maximum': maximum,
    'data-choose': paths.choose,
    'data-review': paths.review,
    'data-recorded': paths.recorded,
    'data-manifest': paths.manifest,
    'data-worker': islandPath(site.assets, 'seal.worker'),
    'data-shared': isShared ? 'oui' : undefined,
  }
}

/** Until when one can vote, or change. */
export function closingOf({ poll }: Visit): string {
  return `Le vote se termine le ${formatInstant(poll.closesAt)}.`
}

/** « Lens · 12 000 € ». */
export function placeAndCost(option: ShownOption, { poll: { manifest } }: Visit): string {
  const { budget } = manifest
  const cost = option.cost !== null && budget ? formatAmount({ units: option.cost, ...budget }) : undefined
  return [option.place, cost].filter((part) => part !== null && part !== undefined).join(' · ')
}

/** One option among those chosen: drawn by the server when it holds the choices, else shown by the script. */
export function ChosenOption(props: {
  readonly option: ShownOption
  readonly visit: Visit
  readonly children?: Child
}) {
  const { option, visit } = props
  return (
    <li class="chosen" data-option={option.code} hidden={visit.basket === undefined}>
      <div>
        <p class="chosen-name">{option.name}</p>
        <p class="hint">{placeAndCost(option, visit)}</p>
      </div>
      {props.children}
    </li>
  )
}

/** Options to draw: the chosen ones when the server holds them, all of them (hidden) for the script otherwise. */
export function drawnOptions({ options, basket }: Visit): readonly ShownOption[] {
  return basket ? options.filter(({ position }) => basket.includes(position)) : options
}
