import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '#ui/icon'

/** What a hurried reader may leave folded. It opens without scripts, and is printed open. */
export function Disclosure(props: {
  readonly summary: string
  readonly open?: boolean | undefined
  readonly children?: Child
}) {
  return (
    <details class="disclosure" open={props.open}>
      <summary>
        <Icon name="more" />
        <span>{props.summary}</span>
      </summary>
      <div class="disclosure-body">{props.children}</div>
    </details>
  )
}

/** Questions and answers, one open at a time where the browser knows how. `name` is unique in the page. */
export function Questions(props: {
  readonly name: string
  readonly questions: readonly { readonly question: string; readonly answer: Child }[]
}) {
  return (
    <div class="questions">
      {props.questions.map(({ question, answer }) => (
        <details class="disclosure" name={props.name}>
          <summary>
            <Icon name="more" />
            <span>{question}</span>
          </summary>
          <div class="disclosure-body">{answer}</div>
        </details>
      ))}
    </div>
  )
}

export type MenuItem = { readonly label: string; readonly href: string; readonly icon?: IconName | undefined }

/** Ways that would take too much room side by side, under one button. */
export function Menu(props: { readonly label: string; readonly icon?: IconName; readonly items: readonly MenuItem[] }) {
  return (
    <details class="menu">
      <summary class="button button-quiet">
        {props.icon && <Icon name={props.icon} />}
        {props.label}
        <Icon name="more" />
      </summary>
      <ul>
        {props.items.map((item) => (
          <li>
            <a href={item.href}>
              {item.icon && <Icon name={item.icon} />}
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
