import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DB } from '#platform/database'

/** What was voted on, found by its name, with the poll it belongs to. */
export type FoundOptions = {
  readonly total: number
  readonly some: readonly { readonly name: string; readonly pollSlug: string; readonly pollTitle: string }[]
}

// The letters `fold` of #kernel/search takes the accents of, as far as names in our files have them.
const ACCENTED = 'àáâãäåąăçćčďèéêëęěìíîïłñńňòóôõöøőřśšșťțùúûüůűýÿźżž'
const PLAIN = 'aaaaaaaacccdeeeeeeiiiilnnnooooooorsssttuuuuuuyyzzz'

/**
 * Options of published polls whose name holds all the words, whatever their accents and case.
 *
 * @param words  folded: letters and digits alone, so that nothing in them is read as a pattern
 */
export async function findOptions(db: Kysely<DB>, words: readonly string[], limit: number): Promise<FoundOptions> {
  if (words.length === 0) return { total: 0, some: [] }
  const holding = sql.join(words.map(holds), sql` AND `)
  const { rows } = await sql<{ name: string; slug: string; title: string; total: number }>`
    SELECT poll_option.name, poll.slug, poll.title, count(*) OVER ()::integer AS total
    FROM poll_option
    JOIN poll ON poll.id = poll_option.poll_id
    JOIN poll_result ON poll_result.poll_id = poll.id
    CROSS JOIN LATERAL (
      SELECT ' ' || regexp_replace(
        replace(translate(lower(poll_option.name), ${ACCENTED}, ${PLAIN}), 'œ', 'oe'), '[^[:alnum:]]+', ' ', 'g'
      ) || ' ' AS text
    ) AS folded
    WHERE ${holding}
    ORDER BY poll_option.vote_count DESC, poll.slug, poll_option.position
    LIMIT ${limit}`.execute(db)
  return {
    total: rows[0]?.total ?? 0,
    some: rows.map(({ name, slug, title }) => ({ name, pollSlug: slug, pollTitle: title })),
  }
}

// « St » is folded to « saint »: names that write it short are found too.
function holds(word: string): RawBuilder<boolean> {
  const plain = sql<boolean>`folded.text LIKE ${`%${word}%`}`
  if (word !== 'saint' && word !== 'sainte') return plain
  return sql<boolean>`(${plain} OR folded.text LIKE ${word === 'saint' ? '% st %' : '% ste %'})`
}
