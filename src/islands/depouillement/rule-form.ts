import { FIELD_NAMES, fieldsIn, type RuleFields } from './address.ts'
import type { Count, OpenFile } from './messages.ts'

export type RuleForm = {
  /** What applies to the rule chosen, and nothing else. */
  fields(): RuleFields
  fill(fields: RuleFields): void
  /** Greys what these ballots do not allow. */
  fit(file: OpenFile): void
  /** Says, where a parameter is left to the preset or to the ballots, what it was. */
  explain(effective: Count['effective']): void
}

/** Only equal shares is defined by the presets of cities: the others say nothing of the other rules. */
const PRESETS_FOR_ALL = ['', 'pabutools']
const QUIET_MS = 250

export function ruleForm(form: HTMLFormElement, onChange: () => void): RuleForm {
  const field = (name: string) => form.elements.namedItem(name) as HTMLSelectElement | HTMLInputElement | RadioNodeList
  let timer: ReturnType<typeof setTimeout> | undefined

  function settle(): void {
    const kind = field('regle').value
    for (const block of form.querySelectorAll<HTMLElement>('[data-of]')) {
      const applies = block.dataset.of?.split(' ').includes(kind) ?? false
      block.hidden = !applies
      for (const one of block.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select'))
        one.disabled = !applies
    }
    for (const select of form.querySelectorAll('select')) sayChosen(select)
    allow('reglage', (preset) => kind === 'equal-shares' || PRESETS_FOR_ALL.includes(preset))
  }

  function allow(name: string, isAllowed: (value: string) => boolean): void {
    const select = field(name) as HTMLSelectElement
    for (const option of select.options) option.disabled = !isAllowed(option.value)
    if (select.selectedOptions[0]?.disabled) select.value = ''
  }

  function changed(): void {
    settle()
    clearTimeout(timer)
    timer = setTimeout(onChange, QUIET_MS)
  }

  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('input', changed)
  // The browser empties the form after this event.
  form.addEventListener('reset', () => setTimeout(changed))
  settle()

  return {
    fields: () => fieldsIn(new URLSearchParams(new FormData(form) as unknown as Record<string, string>)),
    fill: (fields) => {
      for (const name of FIELD_NAMES) {
        const value = fields[name]
        if (value !== undefined) field(name).value = value
      }
      settle()
    },
    explain: (effective) => {
      for (const [name, value] of Object.entries(effective)) nameDefault(field(name) as HTMLSelectElement, value)
    },
    fit: ({ utilities }) =>
      allow('utilite', (utility) => utility === '' || (utilities as readonly string[]).includes(utility)),
  }
}

/** The sentence under a list is that of the option chosen, else that of the parameter. */
function sayChosen(select: HTMLSelectElement): void {
  const hint = document.getElementById(`${select.name}-aide`)
  if (!hint) return
  hint.dataset.first ??= hint.textContent
  hint.textContent = select.selectedOptions[0]?.dataset.said ?? hint.dataset.first
}

/** « Comme le réglage tout prêt : on ne le dépense pas ». */
function nameDefault(select: HTMLSelectElement, value: string): void {
  const [left, ...others] = select.options
  const meant = others.find((option) => option.value === value)
  if (!left || !meant) return
  left.dataset.first ??= left.text
  left.text = `${left.dataset.first} : ${meant.text[0]?.toLowerCase()}${meant.text.slice(1)}`
}
