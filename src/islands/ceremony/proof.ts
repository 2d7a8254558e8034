import { named, part } from '../depouillement/dom.ts'
import { givenIn, readShare } from './typed.ts'

/** One holder types their share back, to prove that it is still there and right. */
export function mountProof(place: HTMLElement): void {
  const { commitments, holders } = givenIn(place)
  const area = part<HTMLTextAreaElement>(place, 'textarea')
  part(place, '[data-check]').addEventListener('click', () => {
    const read = readShare(area.value, commitments, holders, [])
    named(place, 'said').textContent = read.ok
      ? `La part ${read.share.number} est juste. Enregistrez la preuve.`
      : read.sentence
    named(place, 'keep').hidden = !read.ok
    if (!read.ok) return
    area.value = ''
    part<HTMLInputElement>(place, 'input[name="numero"]').value = String(read.share.number)
  })
}
