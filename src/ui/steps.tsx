import type { Child } from 'hono/jsx'
import { formatCount } from '#ui/format'
import { Icon } from '#ui/icon'

/** One page of a long form. */
export type Step = {
  readonly title: string
  /** Where it can be opened again; nothing while it cannot be reached. */
  readonly href?: string | undefined
  readonly isDone: boolean
}

/**
 * A long form, one group of questions a page: its steps on the thread, and what remains to be done.
 *
 * @param current      rank of the step shown, from 0
 * @param minutesLeft  an honest guess of the time for what remains
 */
export function SteppedForm(props: {
  /** As « Votre dossier ». */
  readonly name: string
  readonly steps: readonly Step[]
  readonly current: number
  readonly minutesLeft?: number | undefined
  readonly children?: Child
}) {
  const { name, steps, current, minutesLeft } = props
  return (
    <div class="stepped">
      <nav class="steps" aria-label={`Étapes : ${name}`}>
        <ol>
          {steps.map((step, index) => (
            <StepKnot step={step} isCurrent={index === current} />
          ))}
        </ol>
      </nav>
      <div class="stepped-body">
        <p class="steps-now">
          <strong>
            Étape {current + 1} sur {steps.length}
          </strong>
          {minutesLeft !== undefined && `, il reste environ ${formatCount(minutesLeft, 'minute', 'minutes')}`}
        </p>
        {props.children}
      </div>
    </div>
  )
}

function StepKnot({ step, isCurrent }: { readonly step: Step; readonly isCurrent: boolean }) {
  const state = isCurrent ? 'present' : step.isDone ? 'past' : 'future'
  const title =
    step.href === undefined || isCurrent ? (
      <span class="step-title">{step.title}</span>
    ) : (
      <a class="step-title" href={step.href}>
        {step.title}
      </a>
    )
  return (
    <li class={`knot knot-${state}`} aria-current={isCurrent ? 'step' : undefined}>
      {title}
      {step.isDone && !isCurrent && <span class="hidden"> (fait)</span>}
    </li>
  )
}

/** What has been kept of a form that is not sent. `when`: already in French, « aujourd’hui à 14 h 05 ». */
export function SavedDraft(props: { readonly when: string; readonly children?: Child }) {
  return (
    <p class="saved-draft" role="status">
      <Icon name="save" />
      <span>
        Brouillon enregistré {props.when}. {props.children ?? 'Vous pouvez partir et reprendre plus tard.'}
      </span>
    </p>
  )
}
