import type { Child } from 'hono/jsx'
import type { ActionWeight } from '#ui/action'
import { Icon } from '#ui/icon'

/**
 * A question asked over the page. Where the browser opens it by itself (`popover`, no script) it stands over the page;
 * elsewhere the same words lead to `href`, a page of its own that asks the same.
 *
 * @param id  unique in the page
 */
export function Dialog(props: {
  readonly id: string
  /** Of the button that opens it. */
  readonly label: string
  readonly weight?: ActionWeight | undefined
  readonly title: string
  readonly href: string
  readonly children?: Child
}) {
  const { id, label, href } = props
  const look = `button button-${props.weight ?? 'quiet'}`
  return (
    <>
      <button type="button" class={`${look} dialog-opener`} popovertarget={id}>
        {label}
      </button>
      <a class={`${look} dialog-way`} href={href}>
        {label}
      </a>
      <div class="dialog" id={id} popover="auto" role="dialog" aria-labelledby={`${id}-titre`}>
        <h2 class="dialog-title" id={`${id}-titre`}>
          {props.title}
        </h2>
        {props.children}
        <button type="button" class="button button-plain" popovertarget={id} popovertargetaction="hide">
          <Icon name="close" />
          Fermer sans rien changer
        </button>
      </div>
    </>
  )
}
