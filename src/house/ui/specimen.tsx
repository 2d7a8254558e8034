import type { Child } from 'hono/jsx'
import { Disclosure } from '#ui/disclosure'
import { Section } from '#ui/heading'
import type { IconName } from '#ui/icon'
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
  return (
    <Section id={specimen.id} title={specimen.title} lead={specimen.lead}>
      {specimen.states.map((state) => (
        <div class="specimen">
          <h3 class="specimen-name">{state.name}</h3>
          <div class={state.focus ? 'stage stage-focus' : 'stage'}>{state.sample}</div>
          {!state.withoutText && (
            <Disclosure summary="Le texte qui le dessine">
              <pre>
                <code>{jsxText(state.sample)}</code>
              </pre>
            </Disclosure>
          )}
        </div>
      ))}
    </Section>
  )
}
