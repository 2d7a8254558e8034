import { announcement, askProposals, type Proposal } from './proposals.ts'

/**
 * Makes a combobox of a text field: a list under it, arrows, Enter, Escape, announced to screen readers.
 *
 * @see  ARIA Authoring Practices Guide, combobox with list autocomplete
 */
export function becomePicker(field: HTMLElement, input: HTMLInputElement): void {
  const { list, told } = addList(field, input)
  const ask = askProposals()
  let proposals: readonly Proposal[] = []
  let active = -1
  let question = 0

  const show = (found: readonly Proposal[]) => {
    proposals = found
    list.replaceChildren(...found.map((each, index) => option(each, `${list.id}-${index}`)))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    activate(-1)
  }
  const activate = (index: number) => {
    active = index
    pointAt(input, list, index)
  }
  const choose = (index: number) => {
    const chosen = proposals[index]
    if (!chosen) return
    input.value = chosen.label
    close()
    told.textContent = `${chosen.name}, ${chosen.where}`
    // The choices of the page before were those of another text.
    field.querySelector('.commune-choices')?.remove()
    if (field.dataset.leads) location.assign(chosen.path)
  }
  const search = async () => {
    const mine = ++question
    if (input.value.trim().length < 2) {
      told.textContent = ''
      return show([])
    }
    // Without network the field stays what it was: the server will read it.
    const found = await ask(input.value).catch(() => undefined)
    if (mine !== question) return
    show(found ?? [])
    told.textContent = found ? announcement(found.length) : ''
  }
  const close = () => {
    question += 1
    show([])
  }

  input.addEventListener('input', () => void search())
  input.addEventListener('blur', close)
  // The field must not lose the focus before the click arrives.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', ({ target }) => {
    const item = (target as Element).closest('li')
    choose([...list.children].indexOf(item as Element))
  })
  input.addEventListener('keydown', (event) => {
    // The arrow brings back the list that Escape closed, as the announcement says it does.
    if (list.hidden && event.key === 'ArrowDown') void search()
    if (list.hidden) return
    const step = STEPS[event.key]
    if (step) activate((active + step + proposals.length + (active < 0 && step < 0 ? 1 : 0)) % proposals.length)
    else if (event.key === 'Enter' && active >= 0) choose(active)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  })
}

/** The focus stays in the field: the option is told as the one in hand. */
function pointAt(input: HTMLInputElement, list: HTMLUListElement, index: number): void {
  for (const [at, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(at === index))
  const item = list.children[index]
  item?.scrollIntoView({ block: 'nearest' })
  if (item) input.setAttribute('aria-activedescendant', item.id)
  else input.removeAttribute('aria-activedescendant')
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

function addList(field: HTMLElement, input: HTMLInputElement) {
  const list = document.createElement('ul')
  list.id = `${input.id}-communes`
  list.className = 'commune-list'
  list.hidden = true
  // A list that scrolls would take a Tab of its own, and be gone once it has it.
  list.tabIndex = -1
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Communes proposées')
  const told = document.createElement('p')
  told.className = 'hint'
  told.setAttribute('role', 'status')
  const around = document.createElement('div')
  around.className = 'commune-input'
  input.replaceWith(around)
  around.append(input, list)
  field.append(told)
  const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id }
  for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value)
  return { list, told }
}

function option({ name, where, foundAs }: Proposal, id: string): HTMLLIElement {
  const item = document.createElement('li')
  item.id = id
  item.setAttribute('role', 'option')
  item.setAttribute('aria-selected', 'false')
  const place = document.createElement('small')
  place.textContent = foundAs === null ? where : `appelée aussi ${foundAs}, ${where}`
  item.append(name, ' ', place)
  return item
}
