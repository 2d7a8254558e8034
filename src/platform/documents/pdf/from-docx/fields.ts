/** What a field of Word asks for, when it can be carried: a number of page, or a link on the words that follow. */
export type WordField =
  | { readonly is: 'page' | 'pages'; readonly link?: undefined }
  | { readonly is: 'link'; readonly link: string | null }

/** @returns  undefined: nothing but Word computes it */
export function fieldOf(instruction: string): WordField | undefined {
  const [name = '', first = ''] = instruction.trim().split(/\s+/)
  if (name.toUpperCase() === 'PAGE') return { is: 'page' }
  if (name.toUpperCase() === 'NUMPAGES') return { is: 'pages' }
  if (name.toUpperCase() !== 'HYPERLINK') return undefined
  const url = first.replace(/^"|"$/g, '')
  return { is: 'link', link: /^(https?:|mailto:|tel:)/i.test(url) ? url : null }
}
