/** What an element holds: words, other elements, or nothing. */
export type Content = string | Node | false | undefined

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** Makes an element. Words become text, never HTML: a project's name may hold anything. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...contents: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), attributes, contents)
}

/** The same for a drawing. */
export function draw<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...contents: readonly Content[]
): SVGElementTagNameMap[Tag] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, contents)
}

/** Finds what the server drew. */
export function part<Found extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): Found {
  const found = root.querySelector<Found>(selector)
  if (!found) throw new Error(`the page holds no ${selector}`)
  return found
}

export function named(root: ParentNode, name: string): HTMLElement {
  return part(root, `[data-part="${name}"]`)
}

function fill<One extends Element>(element: One, attributes: Attributes, contents: readonly Content[]): One {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...contents.filter((each): each is string | Node => each !== undefined && each !== false))
  return element
}
