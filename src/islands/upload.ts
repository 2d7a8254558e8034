import { Upload } from 'tus-js-client'
import { formatBytes } from '#ui/format'

type Taken = {
  readonly reference: string
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  readonly isPicture: boolean
}

const PATH = '/pieces/envois'
/** Pauses before a new try, in milliseconds: about two minutes of a tunnel. Then a button says « Reprendre ». */
const PAUSES = [500, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000]

// The form sends its files by itself already: here they leave as soon as they are chosen, and a cut costs little.
for (const field of document.querySelectorAll<HTMLElement>('filigrane-upload')) {
  const input = field.querySelector<HTMLInputElement>('input[type="file"]')
  const list = field.querySelector<HTMLUListElement>('.upload-list')
  const status = field.querySelector<HTMLElement>('[role="status"]')
  if (input?.form && list && status) begin({ field, input, list, status, form: input.form })
}

type Parts = {
  readonly field: HTMLElement
  readonly input: HTMLInputElement
  readonly list: HTMLUListElement
  readonly status: HTMLElement
  readonly form: HTMLFormElement
}

function begin({ field, input, list, status, form }: Parts): void {
  const { kind = '' } = field.dataset
  const [largest, most] = [Number(field.dataset.largest), Number(field.dataset.most)]
  let underWay = 0
  let isAwaited: HTMLElement | null | undefined
  field.dataset.ready = ''

  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    // Chosen once: the form does not send them again.
    input.value = ''
    for (const file of files) add(file)
  })

  // Sent while a file leaves, the form waits for it.
  form.addEventListener('submit', (event) => {
    if (underWay === 0) return
    event.preventDefault()
    isAwaited = event.submitter
    say('Vos pièces partent encore. Le formulaire partira juste après.')
  })

  function add(file: File): void {
    const item = drawItem(list, file, () => {
      say(`${file.name} est retirée.`)
      // The button that had the focus is gone.
      input.focus()
    })
    const fault = faultOf(file)
    if (fault !== undefined) {
      item.refuse(fault)
      return
    }
    underWay += 1
    send(file, kind, item, (sentence) => {
      underWay -= 1
      say(sentence)
      if (underWay > 0 || isAwaited === undefined) return
      const submitter = isAwaited
      isAwaited = undefined
      // A refused file keeps the form here: somebody must see it.
      if (list.querySelector('[data-refused]') === null) form.requestSubmit(submitter)
    })
  }

  function faultOf({ size }: File): string | undefined {
    const count = list.querySelectorAll('.upload-item:not([data-refused])').length
    if (count > most) return `Il y a trop de pièces : ${most} au plus. Retirez-en une avant d’en ajouter une autre.`
    if (size > largest) return `Ce fichier est trop lourd : ${formatBytes(largest)} au plus.`
    return size === 0 ? 'Ce fichier est vide. Vérifiez que c’est le bon, puis choisissez-le de nouveau.' : undefined
  }

  function say(sentence: string): void {
    status.textContent = sentence
  }
}

function send(file: File, kind: string, item: Item, ended: (sentence: string) => void): void {
  const upload = new Upload(file, {
    endpoint: PATH,
    metadata: { filename: file.name, filetype: file.type, kind },
    retryDelays: PAUSES,
    // Its address is worth the file: nothing of it stays on a shared computer.
    storeFingerprintForResuming: false,
    onProgress: (sent, whole) => item.progress(sent, whole),
    onError: (error) => {
      const response = 'originalResponse' in error ? error.originalResponse : null
      const status = response?.getStatus() ?? 0
      if (status >= 400 && status < 500) return finish(response?.getBody() || FAILED)
      item.offerAgain(() => upload.start())
    },
    onSuccess: () => void look(),
  })
  item.onRemove(() => {
    void upload.abort(true).catch(() => {})
    ended(`${file.name} est retirée.`)
  })
  upload.start()

  async function look(): Promise<void> {
    try {
      const answer = await fetch(`${upload.url ?? ''}/fin`, { method: 'POST' })
      const told = (await answer.json()) as Taken | { readonly sentence: string }
      if ('sentence' in told) return finish(told.sentence)
      if (!item.isThere()) return
      item.take(told)
      ended(`${told.name} est reçue.`)
    } catch {
      item.offerAgain(() => void look())
    }
  }

  function finish(sentence: string): void {
    if (!item.isThere()) return
    item.refuse(sentence)
    ended(`${file.name} : ${sentence}`)
  }
}

const FAILED = 'Cette pièce n’est pas arrivée. Choisissez-la de nouveau.'

type Item = ReturnType<typeof drawItem>

/** One file of the list: how far it is, then what it became. */
function drawItem(list: HTMLUListElement, file: File, removed: () => void) {
  const item = element('li', 'upload-item')
  const name = element('p', 'upload-name')
  const size = element('small', '')
  const progress = document.createElement('progress')
  const remove = element('button', 'button button-quiet') as HTMLButtonElement
  let onRemove = () => {}
  name.append(element('span', '', file.name), ' ', size)
  size.textContent = formatBytes(file.size)
  progress.max = 100
  progress.value = 0
  progress.setAttribute('aria-label', `Envoi de ${file.name}`)
  remove.type = 'button'
  remove.append('Retirer', element('span', 'hidden', ` ${file.name}`))
  remove.addEventListener('click', () => {
    item.remove()
    onRemove()
    removed()
  })
  item.append(name, progress, remove)
  list.append(item)

  return {
    isThere: () => item.isConnected,
    onRemove: (act: () => void) => {
      onRemove = act
    },
    progress: (sent: number, whole: number) => {
      progress.value = Math.floor((100 * sent) / whole)
      size.textContent = sent < whole ? `${formatBytes(sent)} sur ${formatBytes(whole)}` : 'Arrivée. Nous la vérifions.'
    },
    refuse: (sentence: string) => {
      onRemove = () => {}
      progress.remove()
      item.dataset.refused = ''
      const fault = element('p', 'field-error', sentence)
      fault.setAttribute('role', 'alert')
      name.after(fault)
    },
    offerAgain: (act: () => void) => {
      const again = element('button', 'button', 'Reprendre l’envoi') as HTMLButtonElement
      again.type = 'button'
      size.textContent = 'La connexion est coupée. Ce qui est parti est gardé.'
      again.addEventListener('click', () => {
        again.remove()
        act()
      })
      remove.before(again)
    },
    take: ({ reference, id, sizeBytes, isPicture }: Taken) => {
      onRemove = () => {}
      progress.remove()
      size.textContent = `${formatBytes(sizeBytes)}, reçue`
      const carried = hiddenInput('pieces', reference)
      name.after(carried)
      if (isPicture) carried.after(question(id, file.name))
    },
  }
}

function question(id: string, name: string): HTMLElement {
  const field = element('div', 'form-field')
  const label = element('label', 'field-label', `Que montre « ${name} » ?`) as HTMLLabelElement
  label.append(element('span', 'field-optional', ' (facultatif)'))
  const input = document.createElement('input')
  input.className = 'field-input'
  input.name = `pieces-texte-${id}`
  input.id = `champ-${input.name}`
  input.maxLength = 500
  label.htmlFor = input.id
  field.append(label, element('p', 'hint', 'Pour les personnes qui ne la voient pas. Une phrase suffit.'), input)
  return field
}

function hiddenInput(name: string, value: string): HTMLInputElement {
  const input = document.createElement('input')
  input.type = 'hidden'
  input.name = name
  input.value = value
  return input
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  if (className !== '') made.className = className
  if (text !== '') made.textContent = text
  return made
}
