/** What the faces and those inside the composer draw: Latin, Greek, Cyrillic, punctuation, money, arrows, signs. */
const DRAWN =
  /[^\n\x20-\x7e\u00a0-\u024f\u02b0-\u0377\u0384-\u038a\u038e-\u03a1\u03a3-\u0477\u1e00-\u1eff\u2000-\u2029\u202f-\u2040\u2044-\u2052\u2054-\u2064\u20a0-\u20bf\u2190-\u22ff\u25a0-\u25ff]/gu

/** What turns the order of reading, or chooses among pictures of a character. */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069]|\u200d|[\u{fe00}-\u{fe0f}]/gu

/** The words of a text that hold a character no face draws, as they are written there. */
export function undrawnWords(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => drawable(word) !== word.normalize('NFC').replace(UNSEEN, ''))
}

/** PDF/UA refuses a character that no face draws: it becomes a question mark rather than a letter that never leaves. */
export function drawable(text: string): string {
  return text.normalize('NFC').replace(UNSEEN, '').replace(DRAWN, '?')
}
