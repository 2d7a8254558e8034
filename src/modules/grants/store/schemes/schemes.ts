import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Scheme, SchemeKind, SchemeWords } from '../../schemes/index.ts'

export type Reader = Kysely<DB> | Transaction<DB>

export async function insertScheme(
  transaction: Transaction<DB>,
  scheme: SchemeWords & Pick<Scheme, 'id' | 'slug' | 'isFictitious'> & { readonly createdAt: Date },
): Promise<boolean> {
  const { id, slug, isFictitious, createdAt } = scheme
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('scheme')
    .values({ id, slug, is_fictitious: isFictitious, created_at: createdAt, ...columnsOf(scheme) })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** @returns  false when somebody changed it since it was read */
export async function updateScheme(
  transaction: Transaction<DB>,
  { id, version, words }: { readonly id: string; readonly version: number; readonly words: SchemeWords },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('scheme')
    .set({ ...columnsOf(words), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function findScheme(db: Reader, by: { readonly id: string } | { readonly slug: string }) {
  const row = await db
    .selectFrom('scheme')
    .selectAll()
    .where((where) => ('id' in by ? where('id', '=', by.id) : where('slug', '=', by.slug)))
    .executeTakeFirst()
  return row && schemeOf(row)
}

/** By their titles. */
export async function listSchemes(db: Reader): Promise<readonly Scheme[]> {
  return (await db.selectFrom('scheme').selectAll().orderBy('title').orderBy('id').execute()).map(schemeOf)
}

type Row = {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly purpose: string
  readonly kind: string
  readonly legal_basis: string
  readonly payment_nature: string
  readonly economic_basis: string | null
  readonly de_minimis: string | null
  readonly is_fictitious: boolean
  readonly version: number
}

function schemeOf(row: Row): Scheme {
  return {
    ...{ id: row.id, slug: row.slug, title: row.title, purpose: row.purpose, version: row.version },
    ...{ kind: row.kind as SchemeKind, legalBasis: row.legal_basis, isFictitious: row.is_fictitious },
    paymentNature: row.payment_nature as Scheme['paymentNature'],
    economicBasis: row.economic_basis,
    deMinimis: row.de_minimis as Scheme['deMinimis'],
  }
}

function columnsOf({ title, purpose, kind, legalBasis, paymentNature, economicBasis, deMinimis }: SchemeWords) {
  return {
    ...{ title, purpose, kind, legal_basis: legalBasis, payment_nature: paymentNature },
    ...{ economic_basis: economicBasis, de_minimis: deMinimis },
  }
}
