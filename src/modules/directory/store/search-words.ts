import { type RawBuilder, sql } from 'kysely'
import type { Word } from '../narrowing.ts'
import type { Reader } from './imports.ts'

/** Each word answers by a part of a name, by the words of what the structure does, by its place or by its activity. */
export function textMatch(words: readonly Word[]): RawBuilder<unknown> {
  if (words.length === 0) return sql`true`
  return sql.join(words.map(wordMatch), sql` AND `)
}

/** Names that are the question first, then those that begin so, then those that hold every word, then the others. */
export function textRank(words: readonly Word[]): RawBuilder<unknown> {
  const question = words.map(({ text }) => text).join(' ')
  const named = sql.join(
    words.map(({ text }) => sql`structure.search_key LIKE ${`%${text}%`}`),
    sql` AND `,
  )
  return sql`CASE WHEN structure.search_key = ${question} THEN 0 WHEN structure.search_key LIKE ${`${question}%`} THEN 1
    WHEN ${named} THEN 2 ELSE 3 END`
}

/** A structure whose name is close to what was typed, when nothing answers to it as it is. */
export type CloseName = { readonly slug: string; readonly title: string; readonly acronym: string | null }

export async function listCloseNames(db: Reader, question: string, limit: number): Promise<readonly CloseName[]> {
  const { rows } = await sql<CloseName>`
    SELECT slug, title, acronym FROM structure
    WHERE ${question} <% search_key AND family IS NOT NULL AND state = 'active'
    ORDER BY word_similarity(${question}, search_key) DESC, search_key, slug LIMIT ${limit}`.execute(db)
  return rows
}

/** The address of a structure by its SIREN, the SIRET of one of its places, or its RNA number. */
export async function findSlugByNumber(
  db: Reader,
  number: { readonly kind: 'siren' | 'siret' | 'rna'; readonly value: string },
): Promise<string | undefined> {
  const { kind, value } = number
  const siren = kind === 'siret' ? value.slice(0, 9) : value
  const which = kind === 'rna' ? sql`rna = ${value}` : sql`siren = ${siren}`
  const { rows } = await sql<{ readonly slug: string }>`
    SELECT slug FROM structure WHERE ${which} AND state <> 'withdrawn' AND family IS NOT NULL`.execute(db)
  return rows[0]?.slug
}

function wordMatch({ text, communes, activities }: Word): RawBuilder<unknown> {
  const ways = [
    sql`structure.search_key LIKE ${`%${text}%`}`,
    // The very expression of the index `structure_by_words`.
    sql`to_tsvector('directory_french', title || ' ' || coalesce(acronym, '') || ' ' || purpose)
      @@ plainto_tsquery('directory_french', ${text})`,
    ...(communes.length > 0 ? [sql`structure.commune_code = ANY(${[...communes]})`] : []),
    ...(activities.length > 0 ? [sql`structure.naf_rev2 = ANY(${[...activities]})`] : []),
  ]
  return sql`(${sql.join(ways, sql` OR `)})`
}
