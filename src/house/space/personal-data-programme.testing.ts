import { createHash } from 'node:crypto'

type Rows = readonly (readonly [string, readonly Readonly<Record<string, unknown>>[]])[]

/** A version that somebody asked for and somebody else published, and the next one, asked for too. */
export function programmeRows(person: string, other: string, at: Date): Rows {
  const content = '{"ambitions":[]}'
  const fingerprint = createHash('sha256').update(content).digest('hex')
  return [
    ['programme_draft', [{ is_only: true, content, edition: 1, asked_by: person, changed_at: at }]],
    [
      'programme_publication',
      [{ number: 1, content, fingerprint, asked_by: person, published_by: other, published_at: at }],
    ],
  ]
}
