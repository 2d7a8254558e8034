/** A form of a page, as a browser would fill it. */
export type FoundForm = {
  readonly action: string
  readonly fields: readonly FoundField[]
}

export type FoundField = {
  readonly name: string
  /** What it holds, and what its options would. */
  readonly values: readonly string[]
}

const KEYS = new Set(['envoi', 'jeton'])

/** The forms of a page that write. Files are left out. */
export function formsOf(page: string): readonly FoundForm[] {
  return [...page.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, attributes = '', inside = '']) => {
    const action = attributeOf(attributes, 'action')
    const isWrite = attributeOf(attributes, 'method') === 'post'
    return isWrite && action?.startsWith('/') ? [{ action, fields: fieldsOf(inside) }] : []
  })
}

/** The token of the first form of the page: it is the same for the whole session. */
export function tokenOf(page: string): string | undefined {
  return /name="jeton" value="([^"]*)"/.exec(page)?.[1]
}

function fieldsOf(inside: string): readonly FoundField[] {
  const values = new Map<string, string[]>()
  for (const [, tag, attributes = '', rest = ''] of inside.matchAll(
    /<(input|textarea|select|button)\b([^>]*)>((?:(?!<select).)*?<\/select>)?/gs,
  )) {
    const name = attributeOf(attributes, 'name')
    if (name === undefined || KEYS.has(name) || attributeOf(attributes, 'type') === 'file') continue
    const options = tag === 'select' ? [...rest.matchAll(/value="([^"]*)"/g)].map(([, value = '']) => value) : []
    values.set(name, [...(values.get(name) ?? []), attributeOf(attributes, 'value') ?? '', ...options])
  }
  return [...values].map(([name, held]) => ({ name, values: held }))
}

function attributeOf(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`)
    .exec(attributes)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

/** What somebody who looks for a fault writes in a field. */
export const HOSTILE: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u200b\ufeff',
  '👩‍👩‍👧‍👦'.repeat(50),
  'é'.repeat(10_000),
  "' OR 1=1 --",
  '%_\\',
  '{{7*7}} #{7*7}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '//ailleurs.example',
  'javascript:alert(1)',
  'a@b.example\r\nBcc: c@d.example',
  '-1',
  '0',
  '999999999999999999999999',
  '1e308',
  'NaN',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '99999-01-01',
  '00000000-0000-0000-0000-000000000000',
  'null',
  '__proto__',
  '[object Object]',
]
