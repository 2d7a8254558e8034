/** A code as one reads it aloud: « 12 34 56 ». Codes that are not figures, or of an odd length, stay as they are. */
export function grouped(code: string): string {
  return /^(\d\d)+$/.test(code) ? code.match(/../g)!.join(' ') : code
}
