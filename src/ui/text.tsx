import type { Child } from 'hono/jsx'

/** What somebody said or wrote, with who and when. */
export function Quote(props: { readonly who: string; readonly when?: string | undefined; readonly children?: Child }) {
  return (
    <figure class="quote">
      <blockquote>{props.children}</blockquote>
      <figcaption>
        <cite>{props.who}</cite>
        {props.when !== undefined && `, ${props.when}`}
      </figcaption>
    </figure>
  )
}

/** Words and what they mean, in sentences: where `Facts` gives a value, this explains. */
export function Definitions(props: { readonly words: readonly { readonly word: string; readonly meaning: Child }[] }) {
  return (
    <dl class="definitions">
      {props.words.map(({ word, meaning }) => (
        <div>
          <dt>{word}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Text for a machine: a command, a file, an address. `label` says what it is. */
export function CodeBlock(props: { readonly label: string; readonly text: string }) {
  return (
    <figure class="code-block">
      <figcaption>{props.label}</figcaption>
      <pre>
        <code>{props.text}</code>
      </pre>
    </figure>
  )
}
