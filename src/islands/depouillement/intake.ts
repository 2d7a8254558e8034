import { named, part } from './dom.ts'

/** A file that a person chose, or one of those we publish. */
export type Chosen = {
  readonly name: string
  /** Its size, known before it is read; 0 for a published one. */
  readonly bytes: number
  /** Slug of the published poll it belongs to. */
  readonly sample: string | undefined
  /** @throws when the disk or the network fails */
  readonly read: () => Promise<Uint8Array>
}

/** Watches the three ways in: the file field, the drop, the samples. */
export function listenForFiles(desk: HTMLElement, take: (chosen: Chosen) => void): void {
  const input = part<HTMLInputElement>(desk, 'input[type="file"]')
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) take(chosenFile(file))
    // The same file, corrected, may be chosen again.
    input.value = ''
  })
  listenForDrops(named(desk, 'drop'), (file) => take(chosenFile(file)))
  for (const button of samplesIn(desk)) button.addEventListener('click', () => take(chosenSample(button)))
}

/** Opens the published poll that the address names, whether or not it is among the samples. */
export function openSample(desk: HTMLElement, slug: string, take: (chosen: Chosen) => void): void {
  if (!/^[a-z0-9-]{1,80}$/.test(slug)) return
  const shown = samplesIn(desk).find((button) => button.dataset.sample === slug)
  take(shown ? chosenSample(shown) : published(slug, `/scrutins/${slug}/ballots.pb`, slug))
}

function listenForDrops(zone: HTMLElement, take: (file: File) => void): void {
  const mark = (isOver: boolean) => zone.classList.toggle('drop-over', isOver)
  // A file that misses the zone would otherwise replace the page.
  addEventListener('dragover', (event) => {
    event.preventDefault()
    mark(true)
  })
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) mark(false)
  })
  addEventListener('drop', (event) => {
    event.preventDefault()
    mark(false)
    const file = event.dataTransfer?.files[0]
    if (file) take(file)
  })
}

function samplesIn(desk: HTMLElement): readonly HTMLButtonElement[] {
  return [...desk.querySelectorAll<HTMLButtonElement>('button[data-sample]')]
}

function chosenFile(file: File): Chosen {
  const read = async () => new Uint8Array(await file.arrayBuffer())
  return { name: file.name, bytes: file.size, sample: undefined, read }
}

function chosenSample({ dataset: { sample = '', file = '', title = '' } }: HTMLButtonElement): Chosen {
  return published(sample, file, title)
}

function published(sample: string, url: string, name: string): Chosen {
  return { name, bytes: 0, sample, read: () => download(url) }
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
