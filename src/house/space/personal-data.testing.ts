import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { TEST_NOW } from '#platform/context/testing'
import type { TestDatabase } from '#platform/database/testing'
import { decisionRows } from './decision-rows.testing.ts'
import { agendaRows } from './personal-data-agenda.testing.ts'
import { archiveRows } from './personal-data-archives.testing.ts'
import { assemblyRows } from './personal-data-assemblies.testing.ts'
import { budgetRows } from './personal-data-budget.testing.ts'
import { directoryRows } from './personal-data-directory.testing.ts'
import { documentRows } from './personal-data-documents.testing.ts'
import { grantRows } from './personal-data-grants.testing.ts'
import { noticeRows } from './personal-data-notices.testing.ts'
import { postRows } from './personal-data-post.testing.ts'
import { programmeRows } from './personal-data-programme.testing.ts'
import { staffRows } from './personal-data-staff.testing.ts'
import { checkRunRows } from './personal-data-transparency.testing.ts'
import { voteRows } from './personal-data-votes.testing.ts'

/** A person with something in every table, whose every word can be found again. */
export type Filled = {
  readonly person: string
  readonly other: string
  readonly at: Date
  /** The tables that were filled. */
  readonly tables: ReadonlySet<string>
  readonly words: {
    /** Theirs to read, and gone once erased. */
    readonly exported: readonly string[]
    /** Gone once erased, as they stand in the tables. */
    readonly erased: readonly string[]
    /** What opens the account: never in what they take away. */
    readonly secret: readonly string[]
    /** Somebody else's: never theirs to read, and never erased with them. */
    readonly ofAnother: string
  }
}

const PERSON = '01900000-0000-7000-8000-00000000a001'
const OTHER = '01900000-0000-7000-8000-00000000a002'
const SESSION = '01900000-0000-7000-8000-00000000a003'
const GRANT = '01900000-0000-7000-8000-00000000a004'
const AT = TEST_NOW
const SOON = new Date(AT.getTime() + 3_600_000)
const ENDED = new Date(AT.getTime() - 1_000)

/**
 * Writes rows of one person, and some of another, in every table that holds personal data. A new table is filled here, with
 * words of its own: the tests then follow them out and away.
 */
export async function fillEveryTable({ db }: TestDatabase): Promise<Filled> {
  const rows = rowsByTable()
  for (const [table, values] of rows) {
    for (const row of values) {
      const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)))
      await sql`INSERT INTO ${sql.table(table)} (${columns}) VALUES (${sql.join(Object.values(row))})`.execute(db)
    }
  }
  return { person: PERSON, other: OTHER, at: AT, tables: new Set(rows.map(([table]) => table)), words: WORDS }
}

const WORDS: Filled['words'] = {
  exported: [
    'Zélie Motnom',
    'zelie.motadresse@exemple.fr',
    '2026777001',
    'Appareilmot',
    'Clémot',
    'Motif du rôle, mot',
    'Objetmot',
    'Textemot',
    'motinvitation@exemple.fr',
    'Messagemot',
    'Inscritmot',
    'Besoinmot',
    'Motpiecejointe.pdf',
    'Motpiecegardee.pdf',
    'Motimage',
    'Organisationmot',
    'Motannonce',
    'motsujet',
    'commune:62MOT',
    'Motlettre',
    '2 rue du Motmoulin',
    'Motfonction',
    'Motpreuve',
    'Motbrouillon',
    'Motsignalement',
    'Motdeclaree',
    'Motdossier',
  ],
  erased: [
    ...[
      'carte',
      'session',
      'code',
      'appel',
      'secours',
      'identité',
      'jeton',
      'application',
      'clé publique',
      'invitation',
      'inscription',
    ],
  ].map((name) => hash(name).toString('hex')),
  secret: ['482913', ...['carte', 'session', 'code'].map((name) => hash(name).toString('hex'))],
  ofAnother: 'Autremot',
}

type Row = Readonly<Record<string, unknown>>

function rowsByTable(): readonly (readonly [string, readonly Row[]])[] {
  return [
    ...people(),
    ...waysIn(),
    ...keysAndCards(),
    ...staffRows({ idOf: id, hash }, PERSON, AT),
    ...rolesAndHelp(),
    ...traces(),
    ...agendaRows(PERSON, AT),
    ...archiveRows(id, AT),
    ...directoryRows(id, PERSON, AT),
    ...noticeRows(id, PERSON, AT),
    ...postRows(id, PERSON, AT),
    ...programmeRows(PERSON, OTHER, AT),
    ...voteRows(id, PERSON, AT),
    ...assemblyRows(id, PERSON, AT),
  ]
}

function people(): readonly (readonly [string, readonly Row[]])[] {
  const email = (person_id: string, address: string) => ({ person_id, address, verified_at: AT })
  return [
    [
      'person',
      [
        { id: PERSON, display_name: 'Zélie Motnom', created_at: AT },
        { id: OTHER, display_name: 'Aidante', created_at: AT },
      ],
    ],
    [
      'person_email',
      [
        email(PERSON, 'zelie.motadresse@exemple.fr'),
        email(PERSON, 'foyer@exemple.fr'),
        email(OTHER, 'foyer@exemple.fr'),
        email(PERSON, 'motinvitation@exemple.fr'),
      ],
    ],
    [
      'pending_identity',
      [
        {
          browser_hash: hash('n1'),
          provider: 'franceconnect',
          subject_hash: hash('n2'),
          display_name: 'Xi',
          found_at: AT,
        },
      ],
    ],
    [
      'mail',
      [
        letter('a1', PERSON, 'foyer@exemple.fr', 'Objetmot', [{ code: '482913' }]),
        letter('a2', null, 'zelie.motadresse@exemple.fr', 'Bonjour', ['Textemot']),
        letter('a3', OTHER, 'foyer@exemple.fr', 'Autremot', ['Autremot']),
        letter('a4', null, 'foyer@exemple.fr', 'Pour la maison', ['On ne sait pas qui.']),
      ],
    ],
  ]
}

function waysIn(): readonly (readonly [string, readonly Row[]])[] {
  const session = { person_id: PERSON, opened_at: AT, seen_at: AT, expires_at: SOON }
  return [
    [
      'session',
      [
        { ...session, id: SESSION, secret_hash: hash('session'), assurance: 'franceconnect', device: 'Appareilmot' },
        {
          ...session,
          id: id('b1'),
          person_id: OTHER,
          secret_hash: hash('autre session'),
          assurance: 'passkey',
          device: 'x',
          acting_for: PERSON,
        },
      ],
    ],
    ['session_identity', [{ session_id: SESSION, provider: 'franceconnect', sealed_token: hash('jeton') }]],
    [
      'sign_in_challenge',
      [
        {
          id: id('b2'),
          browser_hash: hash('n3'),
          address: 'zelie.motadresse@exemple.fr',
          code_hash: hash('code'),
          is_long: false,
          tries_left: 5,
          asked_at: AT,
          expires_at: SOON,
        },
      ],
    ],
  ]
}

function keysAndCards(): readonly (readonly [string, readonly Row[]])[] {
  return [
    [
      'person_card',
      [
        {
          id: id('b3'),
          person_id: PERSON,
          number: '2026777001',
          code_hash: hash('carte'),
          issued_by: OTHER,
          issued_at: AT,
          revoked_at: ENDED,
        },
      ],
    ],
    [
      'person_identity',
      [
        {
          provider: 'franceconnect',
          subject_hash: hash('identité'),
          person_id: PERSON,
          linked_at: AT,
          confirmed_at: AT,
        },
      ],
    ],
    [
      'identity_attempt',
      [
        {
          state_hash: hash('n4'),
          browser_hash: hash('n5'),
          provider: 'franceconnect',
          purpose: 'confirm',
          person_id: PERSON,
          return_path: '/',
          started_at: AT,
        },
      ],
    ],
  ]
}

function rolesAndHelp(): readonly (readonly [string, readonly Row[]])[] {
  return [
    ['mandate', [{ id: id('c1'), giver_id: PERSON, holder_id: OTHER, given_at: ENDED, ends_at: SOON }]],
    ['acting', [{ id: id('c2'), actor_id: OTHER, person_id: PERSON, reason: 'telephone', began_at: AT }]],
    [
      'role_grant',
      [
        {
          id: GRANT,
          person_id: PERSON,
          role: 'agent',
          starts_on: '2026-01-01',
          needs_confirmation: true,
          asked_by: OTHER,
          asked_at: AT,
        },
      ],
    ],
    ['role_confirmation', [{ grant_id: GRANT, confirmed_with: 'console', confirmed_at: AT }]],
    ['role_revocation', [{ grant_id: GRANT, revoked_by: OTHER, revoked_at: AT }]],
    ['role_reason', [{ grant_id: GRANT, step: 'grant', reason: 'Motif du rôle, mot' }]],
    [
      'substitute_call',
      [{ id: id('c3'), grant_id: GRANT, person_id: PERSON, code_hash: hash('appel'), called_at: AT, expires_at: SOON }],
    ],
    ['absence', [{ id: id('c4'), person_id: PERSON, starts_on: '2026-03-01', ends_on: '2026-03-09', declared_at: AT }]],
  ]
}

function traces(): readonly (readonly [string, readonly Row[]])[] {
  return [
    ['sign_in_trace', [{ kind: 'mail', subject_hash: hash('n6'), happened_at: AT }]],
    ['guess_pace', [{ key_hash: hash('n7'), failure_count: 1, failed_at: AT }]],
    [
      'contact_message',
      [
        {
          id: id('d2'),
          reference: 'ABCD-2345',
          subject: 'question',
          body: 'Messagemot',
          email: 'zelie.motadresse@exemple.fr',
          received_at: AT,
        },
      ],
    ],
    ['file_content', [{ sha256: hash('n11'), size_bytes: 4, state: 'clean', stored_at: AT }]],
    [
      'attachment',
      [
        { ...piece('d4', 'Motpiecegardee.pdf'), holder: hash('n12'), expires_at: SOON },
        { ...piece('d5', 'Motpiecejointe.pdf'), owner_id: id('d2'), attached_at: AT, alternative: 'Motimage' },
      ],
    ],
    ['contact_pace', [{ id: id('d3'), network: hash('n10'), sent_at: AT }]],
    ...decisionRows(id, PERSON, AT),
    ...budgetRows(id, PERSON, AT),
    ...grantRows(id, PERSON, AT),
    ...checkRunRows(AT),
    ...documentRows(id, PERSON, AT),
    ['territory_setting', [1, 2].map((version) => ({ version, settings: '{}', author: PERSON, set_at: AT }))],
    [
      'audit_entry',
      [
        {
          id: id('d1'),
          act: 'accounts.signed-in',
          object: `session:${SESSION}`,
          actor: `person:${PERSON}`,
          details: '{}',
          done_at: AT,
        },
      ],
    ],
    ['submission', [{ key_hash: hash('n8'), fingerprint: hash('n9'), result: '{}', submitted_at: AT }]],
  ]
}

function piece(end: string, name: string): Row {
  const content = { sha256: hash('n11'), size_bytes: 4, media_type: 'application/pdf', is_active: false }
  return { ...content, id: id(end), kind: 'contact-message', name, uploaded_by: PERSON, received_at: AT }
}

function letter(end: string, person_id: string | null, recipient: string, subject: string, paragraphs: unknown): Row {
  const empty_at = new Date(AT.getTime() + 86_400_000)
  return {
    id: id(end),
    kind: 'essai.mot',
    person_id,
    recipient,
    domain: 'exemple.fr',
    is_awaited: false,
    due_at: AT,
    subject,
    paragraphs: JSON.stringify(paragraphs),
    written_at: AT,
    empty_at,
  }
}

function id(end: string): string {
  return `01900000-0000-7000-8000-00000000${end.padStart(4, '0')}`
}

function hash(name: string): Buffer {
  return createHash('sha256').update(`personal data ${name}`).digest()
}
