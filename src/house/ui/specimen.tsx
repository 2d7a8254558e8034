import type { Child } from 'hono/jsx'
import { Disclosure } from '#ui/disclosure'
import { Section } from '#ui/heading'
import type { IconName } from '#ui/icon'
import { typeset } from '#ui/typography'
import { jsxText } from './jsx-text.ts'

/** One page of the catalogue. */
export type Family = {
  /** Of its address: `/ui/formulaires`. */
  readonly slug: string
  readonly title: string
  readonly lead: string
  readonly icon: IconName
  readonly specimens: readonly Specimen[]
}

/** One component in every state. `id` is the anchor that leads to it. */
export type Specimen = {
  readonly id: string
  readonly title: string
  /** What it is for, and when to take another. */
  readonly lead: string
  /** Small enough to stand side by side. */
  readonly isSmall?: boolean
  readonly states: readonly State[]
}

export type State = {
  readonly name: string
  readonly sample: Child
  /** Draws it as the keyboard leaves it. */
  readonly focus?: boolean
  /** Left out where the text would say nothing: a page's own words. */
  readonly withoutText?: boolean
}

/** A component with its states, each above the text that makes it. */
export function SpecimenSection({ specimen }: { readonly specimen: Specimen }) {
  const states = specimen.states.map((state) => <OneState state={state} />)
  return (
    <Section id={specimen.id} title={specimen.title} lead={specimen.lead}>
      {specimen.isSmall ? <div class="specimens-side">{states}</div> : states}
    </Section>
  )
}

function OneState({ state }: { readonly state: State }) {
  return (
    <div class="specimen">
      <h3 class="specimen-name">{typeset(state.name)}</h3>
      <div class={state.focus ? 'stage stage-focus' : 'stage'}>{state.sample}</div>
      {!state.withoutText && (
        <Disclosure summary="Le texte qui le dessine">
          <pre>
            <code>{jsxText(state.sample)}</code>
          </pre>
        </Disclosure>
      )}
    </div>
  )
}
