import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '#ui/icon'

/** Where one can go, by its name. */
export type Link = { readonly label: string; readonly href: string }

/** `danger` cannot be undone; `plain` looks like a link and still acts. */
export type ActionWeight = 'main' | 'quiet' | 'danger' | 'plain'

/** Sends the form it stands in. One `main` action a screen. */
export function Button(props: {
  readonly weight?: ActionWeight | undefined
  readonly icon?: IconName | undefined
  /** Tells which button of the form was pressed. */
  readonly name?: string | undefined
  readonly value?: string | undefined
  /** Set by a script while the act is under way. */
  readonly pending?: boolean | undefined
  readonly children?: Child
}) {
  return (
    <button
      type="submit"
      class={`button button-${props.weight ?? 'main'}`}
      name={props.name}
      value={props.value}
      aria-busy={props.pending ? 'true' : undefined}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </button>
  )
}

/**
 * An act that cannot be done now: it stays in sight and within reach of the keyboard, and says why. `id` is unique in
 * the page.
 */
export function ClosedButton(props: { readonly id: string; readonly reason: string; readonly children?: Child }) {
  return (
    <span class="closed-button">
      <button type="button" class="button button-closed" aria-disabled="true" aria-describedby={props.id}>
        <Icon name="lock" />
        {props.children}
      </button>
      <span class="hint" id={props.id}>
        {props.reason}
      </span>
    </span>
  )
}

/** Leads to another page, looking like an act. */
export function ButtonLink(props: {
  readonly href: string
  readonly weight?: ActionWeight | undefined
  readonly icon?: IconName | undefined
  readonly children?: Child
}) {
  return (
    <a href={props.href} class={`button button-${props.weight ?? 'main'}`}>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </a>
  )
}

/** A link in the text with the drawing of where it leads, large enough for a thumb. */
export function IconLink(props: {
  readonly href: string
  readonly icon: IconName
  /** Leads to another site: said after its name. */
  readonly away?: boolean | undefined
  readonly children?: Child
}) {
  return (
    <a href={props.href} class="icon-link" rel={props.away ? 'noreferrer' : undefined}>
      <Icon name={props.icon} /> <span>{props.children}</span>
      {props.away && <span class="hidden"> (autre site)</span>}
    </a>
  )
}
