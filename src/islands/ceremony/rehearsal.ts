import { type Manifest, openAll, rebuildKey } from '#kernel/ballot'
import { bytesOfHex, hexOf } from '#kernel/merkle'
import { type Share, sentenceOfCombineFault } from '#kernel/shares'
import { make, named, part } from '../depouillement/dom.ts'
import { givenIn, readShare } from './typed.ts'

type Trial = { readonly enc: string; readonly ciphertext: string }

/** The rehearsal: each printed share is typed back, then trial ballots are opened with them. */
export function mountRehearsal(place: HTMLElement): void {
  const { commitments, holders } = givenIn(place)
  const manifest = JSON.parse(place.dataset.manifest ?? '{}') as Manifest
  const trials = JSON.parse(place.dataset.trials ?? '[]') as readonly Trial[]
  const shares: Share[] = []
  const area = part<HTMLTextAreaElement>(place, 'textarea')
  const tell = () => tellMissing(place, holders, shares, manifest.bureau.threshold)
  tell()

  part(place, '[data-check]').addEventListener('click', () => {
    const read = readShare(area.value, commitments, holders, shares)
    if (read.ok) {
      shares.push(read.share)
      named(place, 'typed').append(
        make('li', {}, `Part ${read.share.number} (${holders.get(read.share.number) ?? ''}) : juste.`),
      )
      area.value = ''
      say(place, `La part ${read.share.number} est juste.`)
    } else say(place, read.sentence)
    area.focus()
    tell()
  })
  part(place, '[data-open]').addEventListener('click', () => {
    open(place, shares, manifest, trials).then(
      (sentence) => say(place, sentence),
      () => say(place, 'Les bulletins d’essai ne se sont pas ouverts. Rechargez la page et recommencez.'),
    )
  })
}

/** Every share typed takes part in one opening at least. */
async function open(
  place: HTMLElement,
  shares: readonly Share[],
  manifest: Manifest,
  trials: readonly Trial[],
): Promise<string> {
  const { threshold } = manifest.bureau
  const envelopes = trials.map(({ enc, ciphertext }) => ({ enc: bytesOfHex(enc), ciphertext: bytesOfHex(ciphertext) }))
  let trackers: readonly string[] = []
  for (let first = 0; first < shares.length; first += threshold) {
    const turn = Array.from({ length: threshold }, (_, at) => shares[(first + at) % shares.length]!)
    const key = await rebuildKey(turn, manifest.bureau)
    if (!key.ok) return sentenceOfCombineFault(key.refusal)
    const opened = await openAll(envelopes, key.value, manifest)
    key.value.fill(0)
    if (opened.ballots.length !== trials.length) {
      return 'La clé ne rouvre pas les bulletins d’essai. Prévenez un administrateur : la cérémonie est à refaire.'
    }
    trackers = opened.ballots.map(({ tracker }) => hexOf(tracker))
  }
  part<HTMLInputElement>(place, 'input[name="numeros"]').value = shares.map(({ number }) => number).join(' ')
  part<HTMLInputElement>(place, 'input[name="bulletins"]').value = trackers.join(' ')
  named(place, 'keep').hidden = false
  return 'Les deux bulletins d’essai sont ouverts. Enregistrez la répétition.'
}

function tellMissing(
  place: HTMLElement,
  holders: ReadonlyMap<number, string>,
  shares: readonly Share[],
  threshold: number,
): void {
  const missing = [...holders].filter(([number]) => shares.every((share) => share.number !== number))
  named(place, 'missing').textContent =
    missing.length === 0
      ? 'Toutes les parts sont tapées.'
      : `Pas encore tapées : ${missing.map(([number, name]) => `part ${number} (${name})`).join(', ')}. Une personne absente pourra taper la sienne un autre jour.`
  part<HTMLButtonElement>(place, '[data-open]').hidden = shares.length < threshold
}

function say(place: HTMLElement, sentence: string): void {
  named(place, 'said').textContent = sentence
}
