type Rows = readonly (readonly [string, readonly Readonly<Record<string, unknown>>[]])[]

/** Somebody who holds a place in the bureau of a vote that is being prepared. */
export function voteRows(id: (end: string) => string, person: string, at: Date): Rows {
  const poll = {
    id: id('d901'),
    slug: 'vote-essai',
    draft: '{}',
    is_fictitious: true,
    created_by: person,
    created_at: at,
  }
  const seat = {
    id: id('d902'),
    poll_id: poll.id,
    office: 'bureau',
    number: 1,
    person_id: person,
    given_by: person,
    since: at,
  }
  return [
    ['sealed_poll', [poll]],
    ['poll_seat', [seat]],
  ]
}
