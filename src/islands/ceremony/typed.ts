import type { Commitment, Share } from '#kernel/shares'
import { fromQr, fromWords, isShareOf, sentenceOfQrFault, sentenceOfWordsFault } from '#kernel/shares'

/** What was typed or scanned: a share of this key, or what is wrong with it. */
export type Typed = { readonly ok: true; readonly share: Share } | { readonly ok: false; readonly sentence: string }

/**
 * @param holders  names by number: a wrong share is named after who should hold it
 * @param already  shares typed before, in this page
 */
export function readShare(
  text: string,
  commitments: readonly Commitment[],
  holders: ReadonlyMap<number, string>,
  already: readonly Share[],
): Typed {
  const read = /^\s*FILIGRANE\//.test(text) ? scanned(text) : typed(text)
  if (!read.ok) return read
  const { share } = read
  const holder = holders.get(share.number)
  if (holder === undefined) {
    return {
      ok: false,
      sentence: `La part ${share.number} n’existe pas : ce bureau a ${commitments.length} parts. Cherchez la bonne feuille.`,
    }
  }
  if (!isShareOf(share, commitments)) {
    return {
      ok: false,
      sentence: `Cette feuille n’est pas la part ${share.number} de cette clé (${holder}). Elle vient d’un autre vote ou d’une autre cérémonie : cherchez la bonne feuille.`,
    }
  }
  if (already.some(({ number }) => number === share.number)) {
    return { ok: false, sentence: `La part ${share.number} (${holder}) est déjà tapée. Passez à la part suivante.` }
  }
  return { ok: true, share }
}

function scanned(text: string): Typed {
  const read = fromQr(text)
  return read.ok ? { ok: true, share: read.value } : { ok: false, sentence: sentenceOfQrFault(read.refusal) }
}

function typed(text: string): Typed {
  const read = fromWords(text)
  return read.ok ? { ok: true, share: read.value } : { ok: false, sentence: sentenceOfWordsFault(read.refusal) }
}

export type Holder = { readonly number: number; readonly name: string }

/** What the page of a bureau was given: who holds what, and what recognises each share. */
export function givenIn(place: HTMLElement) {
  const holders = JSON.parse(place.dataset.holders ?? '[]') as readonly Holder[]
  return {
    commitments: JSON.parse(place.dataset.commitments ?? '[]') as readonly Commitment[],
    holders: new Map(holders.map(({ number, name }) => [number, name])),
  }
}
