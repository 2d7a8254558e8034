import { makeBureauKey } from '#kernel/ballot'
import { hexOf } from '#kernel/merkle'
import { commitmentOf, type Share, splitKey, toQr, toWords } from '#kernel/shares'
import { make, named, part } from '../depouillement/dom.ts'
import { qrCode } from './qr.ts'

/** Who each share is for, in the order of their numbers. */
type Holder = { readonly number: number; readonly name: string }

/** The ceremony: the key is made and split in this page, and each share is shown alone to its holder. */
export function mountCeremony(place: HTMLElement): void {
  const holders = JSON.parse(place.dataset.holders ?? '[]') as readonly Holder[]
  const threshold = Number(place.dataset.threshold)
  part(place, '[data-part="begin"] button').addEventListener('click', () => {
    begin(place, holders, threshold).catch(() => show(place, 'failed'))
  })
}

async function begin(place: HTMLElement, holders: readonly Holder[], threshold: number): Promise<void> {
  const key = await makeBureauKey(draw)
  const shares = await splitKey(key.secretKey, { shares: holders.length, threshold })
  // Commitments are made before anything is shown: the secret key is not kept, even here.
  const commitments = shares.map((share) => commitmentOf(share, draw(16)))
  key.secretKey.fill(0)
  field(place, 'cle').value = hexOf(key.publicKey)
  field(place, 'parts').value = JSON.stringify(commitments)
  handOver(place, holders, shares, 0)
}

/** One share after the other: announced, shown, printed, hidden. */
function handOver(place: HTMLElement, holders: readonly Holder[], shares: readonly Share[], at: number): void {
  const [holder, share] = [holders[at], shares[at]]
  const [title, sheet] = [named(place, 'share-title'), named(place, 'sheet')]
  // The one before goes from the page, the last one as well.
  sheet.replaceChildren()
  sheet.hidden = true
  if (!holder || !share) {
    show(place, 'end')
    return
  }
  title.textContent = `Part ${holder.number} sur ${holders.length} : ${holder.name}`
  show(place, 'share')
  title.focus()

  const reveal = named(place, 'reveal')
  const kept = named(place, 'kept')
  reveal.hidden = false
  kept.hidden = true
  reveal.onclick = () => {
    sheet.replaceChildren(...sheetOf(holder, share))
    sheet.hidden = false
    reveal.hidden = true
    kept.hidden = false
    part(sheet, 'h3').focus()
  }
  part(kept, '[data-print]').onclick = () => window.print()
  part(kept, '[data-next]').onclick = () => {
    share.bytes.fill(0)
    handOver(place, holders, shares, at + 1)
  }
}

/** What is printed: words to type back, a code to scan, and what to do with it. */
function sheetOf({ number, name }: Holder, share: Share): readonly Node[] {
  const [first, ...words] = toWords(share).split(' ')
  const word = (each: string) => make('span', { class: 'share-word' }, `${each} `)
  return [
    make('h3', { tabindex: -1 }, `Part ${number} : ${name}`),
    make(
      'p',
      { class: 'share-words', 'data-words': '' },
      make('span', { class: 'share-number' }, `${first} `),
      ...words.map(word),
    ),
    qrCode(toQr(share), `Code de la part ${number}`),
    make('p', {}, 'Gardez cette feuille chez vous, à l’abri. Ne la montrez à personne, ne la photographiez pas.'),
    make(
      'p',
      {},
      'Elle vous sera demandée à la répétition, dix jours avant la fin du vote, et le jour du dépouillement.',
    ),
  ]
}

type Step = 'begin' | 'share' | 'end' | 'failed'
const STEPS: readonly Step[] = ['begin', 'share', 'end', 'failed']

function show(place: HTMLElement, step: Step): void {
  for (const each of STEPS) named(place, each).hidden = each !== step
}

function field(place: HTMLElement, name: string): HTMLInputElement {
  return part<HTMLInputElement>(place, `input[name="${name}"]`)
}

function draw(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}
