type Rows = readonly (readonly [string, readonly Readonly<Record<string, unknown>>[]])[]

type Drawn = { readonly idOf: (end: string) => string; readonly hash: (name: string) => Buffer }

/** What opens the account of an agent: keys, codes, an invitation. */
export function staffRows({ idOf, hash }: Drawn, person: string, at: Date): Rows {
  const soon = new Date(at.getTime() + 3_600_000)
  const ended = new Date(at.getTime() - 1_000)
  return [
    [
      'passkey',
      [
        {
          id: idOf('b4'),
          person_id: person,
          credential_id: 'clé',
          public_key: hash('clé publique'),
          sign_count: 0,
          transports: [],
          name: 'Clémot',
          added_at: ended,
          revoked_at: ended,
        },
      ],
    ],
    ['authenticator', [{ person_id: person, sealed_secret: hash('application'), enrolled_at: at, last_step: 1 }]],
    ['recovery_code', [{ code_hash: hash('secours'), person_id: person, drawn_at: at }]],
    [
      'invitation',
      [
        {
          id: idOf('b5'),
          code_hash: hash('invitation'),
          address: 'motinvitation@exemple.fr',
          display_name: 'Zélie Motnom',
          makes_administrator: false,
          invited_at: at,
          expires_at: soon,
        },
      ],
    ],
    [
      'enrolment',
      [
        {
          browser_hash: hash('inscription'),
          person_id: person,
          makes_administrator: false,
          opened_at: at,
          expires_at: soon,
        },
      ],
    ],
  ]
}
