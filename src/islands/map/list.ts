import type { Point } from './points.ts'
import { shapeIcon } from './shapes.ts'

/** The list beside the map: what is in view, in words. */
export type InView = {
  readonly show: (structures: readonly Point[]) => void
  readonly markChosen: (slug: string) => void
}

type Options = {
  /** Short words of each recognition. */
  readonly words: Readonly<Record<string, string>>
  /** All of them in a list, with the filters of the address. */
  readonly everything: string
  /** How many of them have no point. */
  readonly absent: number
  readonly onChoose: (point: Point) => void
}

const MOST = 30

/** Draws the list in a box of the page, and keeps it in step: what has the focus keeps it while the map moves. */
export function listInView(box: HTMLElement, { words, everything, absent, onChoose }: Options): InView {
  const told = element('p', { className: 'hint', role: 'status' })
  const list = element('ol', { className: 'map-list' })
  const more = element('p', { className: 'hint' })
  box.replaceChildren(element('h3', { textContent: 'Dans la vue' }), told, list, more, ...pointless(absent, everything))
  let chosen = ''

  const show = (structures: readonly Point[]) => {
    const focused = focusIn(list)
    told.textContent = sentenceOf(structures.length)
    list.replaceChildren(...structures.slice(0, MOST).map((point) => line(point, words, onChoose)))
    more.replaceChildren(...othersThan(structures.length, everything))
    markChosen(chosen)
    if (focused) comeBack(list, focused)
  }
  const markChosen = (slug: string) => {
    chosen = slug
    for (const item of list.children) {
      if ((item as HTMLElement).dataset.slug === slug) item.setAttribute('aria-current', 'true')
      else item.removeAttribute('aria-current')
    }
  }
  return { show, markChosen }
}

function line(point: Point, words: Options['words'], onChoose: Options['onChoose']): HTMLElement {
  const { slug, name, what, where, marks } = point
  const item = element('li', {})
  item.dataset.slug = slug
  const link = element('a', { textContent: name })
  link.href = `/annuaire/${slug}`
  const button = element('button', { type: 'button', className: 'button button-quiet', textContent: 'Montrer' })
  button.setAttribute('aria-label', `Montrer sur la carte : ${name}`)
  button.addEventListener('click', () => onChoose(point))
  const said = element('p', {})
  said.append(link, element('small', { textContent: [what, where].filter(Boolean).join(' · ') }))
  const known = marks.flatMap((mark) => words[mark] ?? [])
  if (known.length > 0) said.append(element('small', { textContent: known.join(', ') }))
  item.append(shapeIcon(marks[0] ?? ''), said, button)
  return item
}

/** « 12 structures dans la vue » */
function sentenceOf(count: number): string {
  if (count === 0) return 'Aucune structure dans la vue : éloignez-vous, ou déplacez la carte.'
  const order = count === 1 ? '' : ', de la plus proche du centre à la plus lointaine'
  return `${count.toLocaleString('fr-FR')} ${count === 1 ? 'structure' : 'structures'} dans la vue${order}.`
}

function othersThan(count: number, everything: string): readonly (string | Node)[] {
  if (count <= MOST) return []
  const link = element('a', { textContent: 'lisez la liste entière' })
  link.href = everything
  return [`Et ${(count - MOST).toLocaleString('fr-FR')} de plus : approchez-vous, ou `, link, '.']
}

/** Who has no sure address is in no view: the list says so, and where to find them. */
function pointless(absent: number, everything: string): readonly Node[] {
  if (absent <= 0) return []
  const link = element('a', { textContent: 'Voir toutes les structures en liste' })
  link.href = everything
  const words = absent === 1 ? '1 structure n’a pas' : `${absent.toLocaleString('fr-FR')} structures n’ont pas`
  const told = element('p', { className: 'hint' })
  told.append(`${words} d’adresse assez sûre pour un point. `, link)
  return [told]
}

type Focus = { readonly slug: string; readonly tag: string }

function focusIn(list: HTMLElement): Focus | undefined {
  const focused = document.activeElement
  const slug = list.contains(focused) ? focused?.closest('li')?.dataset.slug : undefined
  return slug === undefined ? undefined : { slug, tag: focused!.tagName }
}

// The lines were drawn again: the focus goes back to the same one, or to the list when it has gone out of sight.
function comeBack(list: HTMLElement, { slug, tag }: Focus): void {
  const item = [...list.children].find((each) => (each as HTMLElement).dataset.slug === slug)
  const target = item?.querySelector<HTMLElement>(tag.toLowerCase())
  if (!target) list.tabIndex = -1
  ;(target ?? list).focus({ preventScroll: true })
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  parts: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), parts)
}
