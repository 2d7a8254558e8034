import type { TestDatabase } from '#platform/database/testing'

/** The code of the last mail to an address, without its spaces. */
export async function lastCode(database: TestDatabase, address: string): Promise<string> {
  const { paragraphs } = await database.db
    .selectFrom('mail')
    .select('paragraphs')
    .where('recipient', '=', address)
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const found = (paragraphs as readonly unknown[]).flatMap((each) =>
    typeof each === 'object' && each !== null && 'code' in each ? [String(each.code)] : [],
  )
  return (found[0] ?? '').replaceAll(' ', '')
}

/** Another code of the same length. */
export function wrong(code: string): string {
  return `${code.startsWith('2') ? '3' : '2'}${code.slice(1)}`
}
