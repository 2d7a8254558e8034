import { parseReceipt, type Receipt, sentenceOfReceiptFault, type Verification } from '#kernel/ballot'
import { make, named } from './depouillement/dom.ts'
import type { FromVerifier, ToVerifier } from './verify-bundle/messages.ts'

// The page « Vérifier un vote »: what the reader gives goes to a worker of this page, and nowhere else.

const form = document.querySelector<HTMLFormElement>('[data-verify-bundle]')
if (form) {
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const asked = readForm(form)
    if (typeof asked === 'string') say(asked)
    else verify(form, asked)
  })
}

function readForm(from: HTMLFormElement): ToVerifier | string {
  const text = (name: string) => String(new FormData(from).get(name) ?? '').trim()
  const files = filesIn(from)
  const slug = /([a-z0-9-]{1,80})\/?$/.exec(text('vote').toLowerCase())?.[1]
  if (files.size === 0 && slug === undefined)
    return 'Donnez l’adresse d’un vote, ou choisissez le dossier de son archive.'
  const signs = text('affiche').replace(/\s/g, '').toLowerCase()
  if (signs !== '' && !/^[0-9a-f]{64}$/.test(signs))
    return 'L’affiche porte 64 signes : chiffres, et lettres de a à f. Relisez-les.'
  let receipt: Receipt | undefined
  if (text('recu') !== '') {
    const read = parseReceipt(text('recu'))
    if (!read.ok) return sentenceOfReceiptFault(read.refusal)
    receipt = read.value
  }
  const source = files.size > 0 ? { files } : { archive: new URL(`/scrutins/${slug}/archive`, location.href).href }
  return { source, fingerprint: signs === '' ? undefined : signs, receipt }
}

/** By name inside the folder that was chosen. */
function filesIn(from: HTMLFormElement): ReadonlyMap<string, File> {
  const chosen = from.querySelector<HTMLInputElement>('input[type="file"]')?.files ?? []
  return new Map(
    Array.from(chosen, (file) => [file.webkitRelativePath.split('/').slice(1).join('/') || file.name, file] as const),
  )
}

function verify(from: HTMLFormElement, asked: ToVerifier): void {
  named(from, 'checks').replaceChildren()
  say('Vérification en cours…')
  const worker = new Worker(from.dataset.worker ?? '', { type: 'module' })
  const end = (sentence: string) => {
    worker.terminate()
    say(sentence)
  }
  worker.addEventListener('error', () => end(FAILED))
  worker.addEventListener('message', ({ data }: MessageEvent<FromVerifier>) => {
    if (data.kind === 'missing') return end('Aucun vote publié ici n’a cette adresse. Vérifiez-la.')
    if (data.kind === 'failed') return end(FAILED)
    show(from, data.told)
    end(
      data.told.ok
        ? 'Tout est juste.'
        : 'Il y a une différence : ce vote n’est pas celui qui a été publié sans changement.',
    )
  })
  worker.postMessage(asked)
}

function show(from: HTMLFormElement, { checks, fingerprint }: Verification): void {
  const lines = checks.map(({ ok, sentence }) =>
    make('li', {}, make('strong', {}, ok ? 'Juste. ' : 'Faux. '), sentence),
  )
  const poster =
    fingerprint === undefined
      ? []
      : [make('li', {}, `À comparer avec l’affiche : ${(fingerprint.match(/.{4}/g) ?? []).join(' ')}`)]
  named(from, 'checks').replaceChildren(...lines, ...poster)
}

const FAILED = 'La vérification n’a pas pu se faire. Vérifiez votre connexion, puis réessayez.'

function say(sentence: string): void {
  if (form) named(form, 'said').textContent = sentence
}
