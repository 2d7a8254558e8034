import type { Child } from 'hono/jsx'

/** Where one can go, by its name. */
export type Link = { readonly label: string; readonly href: string }

export type ActionWeight = 'main' | 'quiet'

/** Sends the form it stands in. One `main` action a screen. */
export function Button(props: { readonly weight?: ActionWeight | undefined; readonly children?: Child }) {
  return (
    <button type="submit" class={`button button-${props.weight ?? 'main'}`}>
      {props.children}
    </button>
  )
}

/** Leads to another page, looking like an act. */
export function ButtonLink(props: {
  readonly href: string
  readonly weight?: ActionWeight | undefined
  readonly children?: Child
}) {
  return (
    <a href={props.href} class={`button button-${props.weight ?? 'main'}`}>
      {props.children}
    </a>
  )
}
