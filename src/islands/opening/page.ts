import type { InvalidReason } from '#kernel/ballot'
import { type Share, sentenceOfCombineFault } from '#kernel/shares'
import { givenIn, readShare } from '../ceremony/typed.ts'
import { make, named, part } from '../depouillement/dom.ts'
import type { FromOpener, OpenedHere, ToOpener } from './messages.ts'

/** Shares are typed one after the other; with enough of them everything opens. */
export function mountOpening(place: HTMLElement, button: HTMLElement): void {
  const { commitments, holders } = givenIn(place)
  const threshold = Number(place.dataset.threshold)
  const shares: Share[] = []
  const area = part<HTMLTextAreaElement>(place, 'textarea')
  say(place, stillMissing(threshold))

  part(place, '[data-check]').addEventListener('click', () => {
    const read = readShare(area.value, commitments, holders, shares)
    area.focus()
    if (!read.ok) return say(place, read.sentence)
    shares.push(read.share)
    area.value = ''
    const holder = holders.get(read.share.number) ?? ''
    named(place, 'typed').append(make('li', {}, `Part ${read.share.number} (${holder}) : juste.`))
    button.hidden = shares.length < threshold
    say(place, stillMissing(threshold - shares.length))
  })
  button.addEventListener('click', () => {
    button.hidden = true
    open(place, button, shares)
  })
}

function open(place: HTMLElement, button: HTMLElement, shares: readonly Share[]): void {
  const { worker = '', manifest = '', fingerprint = '', ballots = '' } = place.dataset
  const opener = new Worker(worker, { type: 'module' })
  const stop = (sentence: string) => {
    opener.terminate()
    button.hidden = false
    say(place, sentence)
  }
  opener.addEventListener('error', () => stop(FAILED))
  opener.addEventListener('message', ({ data }: MessageEvent<FromOpener>) => {
    if (data.kind === 'progress') return say(place, `Ouverture : ${number(data.done)} sur ${number(data.of)}…`)
    if (data.kind === 'failed') return stop(FAILED)
    if (data.kind === 'wrong-shares') return stop(sentenceOfCombineFault(data.fault))
    opener.terminate()
    show(place, data)
  })
  opener.postMessage({
    shares,
    manifest: absolute(manifest),
    fingerprint,
    ballots: absolute(ballots),
  } satisfies ToOpener)
}

function show(place: HTMLElement, { ballotCount, invalid, hash, packed }: OpenedHere): void {
  say(place, 'Tout est ouvert.')
  named(place, 'count').textContent =
    ballotCount === 1 ? 'Un bulletin est ouvert' : `${number(ballotCount)} bulletins sont ouverts`
  const reasons = (Object.keys(INVALID_WORDS) as InvalidReason[]).filter((reason) => invalid[reason] > 0)
  const nothing = make('li', {}, 'Aucun bulletin nul.')
  const lines = reasons.map((reason) => make('li', {}, `${INVALID_WORDS[reason]} : ${number(invalid[reason])}`))
  named(place, 'invalid').replaceChildren(...(lines.length > 0 ? lines : [nothing]))
  named(place, 'hash').textContent = (hash.match(/.{4}/g) ?? []).join(' ')
  part<HTMLInputElement>(place, 'input[name="empreinte"]').value = hash
  const field = place.querySelector<HTMLInputElement>('input[name="bulletins"]')
  if (field) field.value = packed
  named(place, 'found').hidden = false
  named(place, 'count').focus()
}

const INVALID_WORDS: Readonly<Record<InvalidReason, string>> = {
  unopenable: 'Ne s’ouvre pas',
  'wrong-length': 'N’a pas la bonne longueur',
  'not-canonical': 'Est mal écrit',
  'wrong-choices': 'N’a pas le bon nombre de choix',
  'tracker-seen': 'Porte le numéro d’un autre bulletin',
}

const FAILED =
  'L’ouverture n’a pas pu se faire sur cette machine. Vérifiez la connexion, puis recommencez avec un navigateur récent.'

function stillMissing(count: number): string {
  if (count <= 0) return 'Il y a assez de parts : vous pouvez ouvrir.'
  return count === 1 ? 'Il faut encore une part.' : `Il faut encore ${count} parts.`
}

function say(place: HTMLElement, sentence: string): void {
  named(place, 'said').textContent = sentence
}

function number(value: number): string {
  return new Intl.NumberFormat('fr-FR').format(value)
}

// A worker's own address is not the page's.
function absolute(path: string): string {
  return new URL(path, location.href).href
}
