/** What stands between braces in a paragraph, or what is wrong with the braces. */
export type Tag =
  | {
      readonly is: 'print'
      readonly text: string
      readonly name: string
      /** After the bar: `{montant | en_lettres}`; null: none. */
      readonly filter: string | null
      readonly at: number
    }
  | {
      readonly is: 'open'
      readonly text: string
      readonly name: string
      readonly isInverted: boolean
      readonly at: number
    }
  /** An empty name closes the last part opened. */
  | { readonly is: 'close'; readonly text: string; readonly name: string; readonly at: number }
  | {
      readonly is: 'fault'
      readonly fault: 'unclosed-brace' | 'unopened-brace' | 'empty-tag'
      readonly text: string
      readonly at: number
    }

/** The tags of a text, in order. */
export function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = []
  let opened = -1
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') {
      if (opened >= 0) tags.push(unclosed(text, opened, at))
      opened = at
    } else if (text[at] === '}') {
      tags.push(
        opened < 0
          ? { is: 'fault', fault: 'unopened-brace', text: '}', at }
          : tagOf(text.slice(opened, at + 1), opened),
      )
      opened = -1
    }
  }
  if (opened >= 0) tags.push(unclosed(text, opened, text.length))
  return tags
}

/** Cuts what a model writes after the name: « montant | en_lettres ». */
export function readName(written: string): { readonly name: string; readonly filter: string | null } {
  const [name = '', filter] = written.split('|').map((word) => word.trim())
  return { name, filter: filter ?? null }
}

const MOST_SHOWN = 40

function unclosed(text: string, from: number, to: number): Tag {
  return {
    is: 'fault',
    fault: 'unclosed-brace',
    text: text.slice(from, Math.min(to, from + MOST_SHOWN)).trim(),
    at: from,
  }
}

function tagOf(text: string, at: number): Tag {
  const inside = text.slice(1, -1).trim()
  const sign = inside[0] ?? ''
  const { name, filter } = readName('#^/'.includes(sign) ? inside.slice(1) : inside)
  if (sign === '/') return { is: 'close', text, name, at }
  if (name === '') return { is: 'fault', fault: 'empty-tag', text, at }
  if (sign === '#' || sign === '^')
    return { is: 'open', text, name: filter === null ? name : inside.slice(1), isInverted: sign === '^', at }
  return { is: 'print', text, name, filter, at }
}
