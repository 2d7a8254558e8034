import type { Child } from 'hono/jsx'
import type { Link } from '#ui/action'
import { typeset, typesetChild } from '#ui/typography'

/** The way back: pages above this one, then this one by name. */
export function Breadcrumb({ trail, here }: { readonly trail: readonly Link[]; readonly here: string }) {
  return (
    <nav class="breadcrumb" aria-label="Fil d’Ariane">
      <ol>
        {trail.map((link) => (
          <li>
            <a href={link.href}>{link.label}</a>
          </li>
        ))}
        <li>
          <span aria-current="page">{here}</span>
        </li>
      </ol>
    </nav>
  )
}

/** The page's only `h1`. `kicker` says what kind of page it is; `lead` what a hurried reader must know. */
export function PageHeader(props: {
  readonly kicker?: Child
  readonly title: string
  readonly lead?: Child
  /** Set as a poster, for home. */
  readonly large?: boolean | undefined
  /** Badges, buttons, a thread. */
  readonly children?: Child
}) {
  // A long name set as large as a short one would fill a phone's screen.
  const size = props.large ? 'page-header-large' : props.title.length > LONG_TITLE ? 'page-header-long' : ''
  return (
    <header class={`page-header ${size}`}>
      {props.kicker && <p class="kicker">{props.kicker}</p>}
      <h1>{typeset(props.title)}</h1>
      {props.lead && <p class="lead">{typesetChild(props.lead)}</p>}
      {props.children && <div class="page-header-more">{props.children}</div>}
    </header>
  )
}

const LONG_TITLE = 42

/** A part of a page: its `h2` stands in the margin where there is room. `id` is what a link to it uses. */
export function Section(props: {
  readonly id: string
  readonly title: string
  /** A sentence under the title: what these figures are. */
  readonly lead?: Child
  readonly children?: Child
}) {
  return (
    <section class="section" aria-labelledby={props.id}>
      <div class="section-head">
        <h2 id={props.id}>{typeset(props.title)}</h2>
        {props.lead && <p>{typesetChild(props.lead)}</p>}
      </div>
      <div class="section-body">{props.children}</div>
    </section>
  )
}
