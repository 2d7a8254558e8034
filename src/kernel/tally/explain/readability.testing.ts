/**
 * Reading ease of a French text, from 0 (hard) to 100 (easy); 70 and more is read by an 11-year-old.
 *
 * 207 − 1.015 × words per sentence − 73.6 × syllables per word.
 *
 * @see  Kandel and Moles, Application de l'indice de Flesch à la langue française, 1958
 */
export function readingEase(text: string): number {
  const sentences = text.split(/[.!?:;](?:\s|$)/).filter((part) => /\p{L}/u.test(part))
  const words = text.replaceAll('’', ' ').match(/[\p{L}\d]+(?:[\u00a0\u202f ]?\d+)*/gu) ?? []
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  return 207 - 1.015 * (words.length / sentences.length) - 73.6 * (syllables / words.length)
}

/** Groups of vowels, a mute ending not counted; a number in digits is taken for one syllable. */
function syllablesOf(word: string): number {
  const groups = word.toLowerCase().match(/[aeiouyàâäéèêëîïôöùûüœæ]+/gu) ?? []
  const isMute = groups.length > 1 && /[^aeiouyàâäéèêëîïôöùûüœæ](e|es|ent)$/u.test(word.toLowerCase())
  return Math.max(1, groups.length - (isMute ? 1 : 0))
}
