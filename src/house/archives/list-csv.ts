import { stringify } from 'csv-stringify/sync'
import { type ArchiveList, listRecords } from '#platform/archives'
import type { Context } from '#platform/context'

/** What a bordereau lists, one line a record; a record that is gone keeps its number alone. */
export async function listCsv(context: Context, list: ArchiveList): Promise<string> {
  const rows = (await listRecords(context, list)).map(({ item, record }) => ({
    position: item.position,
    identifiant: item.recordId,
    titre: record?.title ?? '',
    du: record?.from ?? '',
    au: record?.until ?? '',
    empreinte: Buffer.from(item.fingerprint).toString('hex'),
  }))
  return stringify(rows, { header: true, bom: true, delimiter: ';', record_delimiter: '\r\n', escape_formulas: true })
}
