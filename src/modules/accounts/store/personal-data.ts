import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'

type Row = Readonly<Record<string, unknown>>

/** What one part of the account holds, under the name its person reads. */
export type KeptPart = { readonly name: string; readonly rows: readonly Row[] }

/**
 * Everything accounts keep of a person, part by part, columns under French names. Secrets (codes, keys, hashes) are left
 * out: they open the account, and say nothing of the person.
 */
export async function readKept(db: Kysely<DB>, personId: string): Promise<readonly KeptPart[]> {
  const parts: KeptPart[] = []
  for (const [name, query] of keptBy(personId)) {
    const { rows } = await query.execute(db)
    parts.push({ name, rows })
  }
  return parts
}

type NamedQuery = readonly [string, RawBuilder<Row>]

function keptBy(id: string): readonly NamedQuery[] {
  return [...whoTheyAre(id), ...howTheyEnter(id), ...whomTheyHelp(id), ...whatTheyMayDo(id)]
}

function whoTheyAre(id: string): readonly NamedQuery[] {
  return [
    [
      'Compte',
      sql`SELECT display_name AS "Nom affiché", created_at AS "Créé le", is_fictitious AS "Personne inventée"
          FROM person WHERE id = ${id}`,
    ],
    [
      'Adresses e-mail',
      sql`SELECT address AS "Adresse", verified_at AS "Vérifiée le", is_beyond_household AS "À vérifier par un agent"
          FROM person_email WHERE person_id = ${id} ORDER BY verified_at, address`,
    ],
    [
      'Codes demandés',
      sql`SELECT address AS "Adresse", asked_at AS "Demandé le", proved_at AS "Reconnu le", spent_at AS "Utilisé le"
          FROM sign_in_challenge WHERE ${isOf(id)} ORDER BY asked_at`,
    ],
  ]
}

function howTheyEnter(id: string): readonly NamedQuery[] {
  return [
    [
      'Cartes',
      sql`SELECT number AS "Numéro", issued_at AS "Remise le", revoked_at AS "Retirée le"
          FROM person_card WHERE person_id = ${id} ORDER BY issued_at`,
    ],
    [
      'Sessions ouvertes',
      sql`SELECT device AS "Appareil", opened_at AS "Ouverte le", seen_at AS "Servie le", expires_at AS "Finit le"
          FROM session WHERE person_id = ${id} ORDER BY opened_at`,
    ],
    [
      'Clés d’accès',
      sql`SELECT name AS "Nom", added_at AS "Ajoutée le", used_at AS "Servie le", revoked_at AS "Retirée le"
          FROM passkey WHERE person_id = ${id} ORDER BY added_at`,
    ],
    ['Application de codes', sql`SELECT enrolled_at AS "Ajoutée le" FROM authenticator WHERE person_id = ${id}`],
    [
      'Codes de secours',
      sql`SELECT drawn_at AS "Tiré le", used_at AS "Utilisé le" FROM recovery_code WHERE person_id = ${id} ORDER BY drawn_at`,
    ],
    [
      'Comptes reliés',
      sql`SELECT provider AS "Service", linked_at AS "Relié le", confirmed_at AS "Confirmé le"
          FROM person_identity WHERE person_id = ${id} ORDER BY linked_at`,
    ],
    [
      'Invitations',
      sql`SELECT address AS "Adresse", display_name AS "Nom", invited_at AS "Envoyée le", used_at AS "Acceptée le"
          FROM invitation WHERE ${isOf(id)} ORDER BY invited_at`,
    ],
  ]
}

function whomTheyHelp(id: string): readonly NamedQuery[] {
  return [
    [
      'Aidants que vous avez choisis',
      sql`SELECT coalesce(holder.display_name, holder_address) AS "Aidant", given_at AS "Depuis le", ends_at AS "Jusqu’au",
            revoked_at AS "Arrêté le"
          FROM mandate LEFT JOIN person AS holder ON holder.id = holder_id WHERE giver_id = ${id} ORDER BY given_at`,
    ],
    [
      'Personnes que vous aidez',
      sql`SELECT giver.display_name AS "Personne", given_at AS "Depuis le", ends_at AS "Jusqu’au", revoked_at AS "Arrêté le"
          FROM mandate JOIN person AS giver ON giver.id = giver_id
          WHERE holder_id = ${id} OR (holder_address IS NOT NULL AND holder_address IN (${addressesOf(id)}))
          ORDER BY given_at`,
    ],
    [
      'Actes faits en votre nom',
      sql`SELECT reason AS "Raison", began_at AS "Le" FROM acting WHERE person_id = ${id} ORDER BY began_at`,
    ],
    [
      'Aides que vous avez apportées',
      sql`SELECT reason AS "Raison", began_at AS "Le" FROM acting WHERE actor_id = ${id} ORDER BY began_at`,
    ],
  ]
}

function whatTheyMayDo(id: string): readonly NamedQuery[] {
  return [
    [
      'Rôles',
      sql`SELECT role AS "Rôle", object AS "Sur", starts_on::text AS "Du", ends_on::text AS "Au", asked_at AS "Demandé le",
            confirmed_at AS "Confirmé le", revoked_at AS "Retiré le", given.reason AS "Motif", taken.reason AS "Motif du retrait"
          FROM role_grant
          LEFT JOIN role_confirmation ON role_confirmation.grant_id = role_grant.id
          LEFT JOIN role_revocation ON role_revocation.grant_id = role_grant.id
          LEFT JOIN role_reason AS given ON given.grant_id = role_grant.id AND given.step = 'grant'
          LEFT JOIN role_reason AS taken ON taken.grant_id = role_grant.id AND taken.step = 'revocation'
          WHERE person_id = ${id} ORDER BY asked_at`,
    ],
    [
      'Demandes de confirmation reçues',
      sql`SELECT called_at AS "Reçue le", expires_at AS "Valable jusqu’au" FROM substitute_call
          WHERE person_id = ${id} ORDER BY called_at`,
    ],
    [
      'Absences',
      sql`SELECT starts_on::text AS "Du", ends_on::text AS "Au", declared_at AS "Déclarée le" FROM absence
          WHERE person_id = ${id} ORDER BY starts_on`,
    ],
  ]
}

/**
 * Erases a person: everything goes but the row that what they did refers to, without their name. Who acts for them, and
 * whom they act for, stops at once; so do their sessions and their roles.
 */
export async function erasePerson(transaction: Transaction<DB>, personId: string, now: Date): Promise<void> {
  for (const statement of erasing(personId, now)) await statement.execute(transaction)
}

// What is found by an address comes before the addresses go.
function erasing(id: string, now: Date): readonly RawBuilder<unknown>[] {
  return [
    sql`SELECT id FROM person WHERE id = ${id} FOR UPDATE`,
    sql`DELETE FROM sign_in_challenge WHERE ${isOf(id)}`,
    sql`DELETE FROM invitation WHERE ${isOf(id)}`,
    // Whoever acted for them signs in again: a form open on their screen must not be sent in their own name.
    sql`DELETE FROM session
        WHERE acting_for = ${id} OR acting_by IN (SELECT id FROM mandate WHERE giver_id = ${id} OR holder_id = ${id})`,
    sql`DELETE FROM mandate WHERE giver_id = ${id} OR holder_id = ${id} OR holder_address IN (${ownAddressesOf(id)})`,
    ...[
      'session',
      'enrolment',
      'identity_attempt',
      'person_identity',
      'recovery_code',
      'authenticator',
      'passkey',
      'person_card',
      'substitute_call',
      'absence',
      'person_email',
    ].map((table) => sql`DELETE FROM ${sql.table(table)} WHERE person_id = ${id}`),
    sql`DELETE FROM role_reason WHERE grant_id IN (SELECT id FROM role_grant WHERE person_id = ${id})`,
    sql`UPDATE person SET display_name = '', erased_at = ${now} WHERE id = ${id} AND erased_at IS NULL`,
  ]
}

/** Addresses of a person that nobody else has: what was sent there concerns them alone. */
export async function listOwnAddresses(db: Kysely<DB>, personId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ address: string }>`${ownAddressesOf(personId)}`.execute(db)
  return rows.map(({ address }) => address)
}

function isOf(id: string) {
  return sql`(person_id = ${id} OR (person_id IS NULL AND address IN (${ownAddressesOf(id)})))`
}

function addressesOf(id: string) {
  return sql`SELECT address FROM person_email WHERE person_id = ${id}`
}

function ownAddressesOf(id: string) {
  return sql`
    SELECT address FROM person_email AS mine WHERE person_id = ${id}
      AND NOT EXISTS (SELECT FROM person_email AS other WHERE other.address = mine.address AND other.person_id <> ${id})`
}
