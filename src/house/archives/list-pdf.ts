import { type ArchiveList, listRecords, parisDay } from '#platform/archives'
import type { Context } from '#platform/context'
import { type Bytes, type ListData, makePdf } from '#platform/documents'
import { formatBytes, formatCount, formatDay } from '#ui/format'
import { FATE_WORDS } from './sentences.ts'

/** Titles of a bordereau, as the law calls them. */
const TITLES: Record<ArchiveList['fate'], string> = {
  elimination: 'Bordereau d’élimination',
  transfer: 'Bordereau de versement',
}

/**
 * The bordereau as it is signed, PDF/UA: what it lists, on what it rests, room for both signatures.
 *
 * @see     code du patrimoine, articles L212-2 and L212-3
 * @throws  PressError when it could not be made
 */
export async function listPdf(context: Context, list: ArchiveList): Promise<Bytes> {
  const { settings } = context
  const { contact } = settings
  const told = [contact.postalAddress, contact.telephone, contact.email].filter((line) => line !== null)
  return makePdf('list', {
    title: `${TITLES[list.fate]} ${list.number}`,
    letterhead: {
      territoryName: settings.territoryName,
      serviceName: settings.serviceName,
      logo: settings.logo,
      contact: told.flatMap((line) => line.split('\n')),
    },
    date: parisDay(list.madeAt) as ListData['date'],
    reference: list.number,
    mark: list.state === 'abandoned' ? 'Abandonné' : null,
    isWide: false,
    lines: linesOf(list),
    before: [],
    table: await tableOf(context, list),
    after: SIGNATURES,
  })
}

function linesOf(list: ArchiveList): ListData['lines'] {
  const { terms, fate } = list
  const law = fate === 'elimination' ? 'article L212-2' : 'articles L212-2 et L212-3'
  return [
    { label: 'Ce qui est listé', text: terms.what },
    { label: 'Service producteur', text: terms.producer || 'À renseigner' },
    { label: 'Dossiers', text: formatCount(list.recordCount, 'dossier', 'dossiers') },
    { label: 'Dates extrêmes', text: `du ${formatDay(list.firstDay)} au ${formatDay(list.lastDay)}` },
    { label: 'Volume', text: formatBytes(list.volumeBytes) },
    {
      label: 'Durée d’utilité administrative',
      text: `${terms.usefulLife}${terms.isVerified ? '' : ' (à vérifier)'}`,
    },
    { label: 'Sort final', text: terms.sorting ?? `${FATE_WORDS[fate]} (${terms.fate})` },
    { label: 'Qui le dit', text: terms.source },
    { label: 'Texte', text: `Code du patrimoine, ${law}` },
    { label: 'Empreinte de la liste', text: Buffer.from(list.listHash).toString('hex') },
  ]
}

async function tableOf(context: Context, list: ArchiveList): Promise<ListData['table']> {
  const rows = (await listRecords(context, list)).map(({ item, record }) => [
    String(item.position),
    record?.title ?? 'N’est plus là',
    record ? formatDay(record.from) : '',
    record ? formatDay(record.until) : '',
  ])
  return {
    type: 'table',
    caption: 'Les dossiers',
    columns: [
      { label: 'N°', align: 'end', width: 1 },
      { label: 'Titre', width: 7 },
      { label: 'Du', width: 3 },
      { label: 'Au', width: 3 },
    ],
    rows,
  }
}

const SIGNATURES: ListData['after'] = [
  { type: 'heading', level: 1, text: 'Visa' },
  {
    type: 'table',
    caption: 'Signatures',
    columns: [
      { label: 'Qui signe', width: 4 },
      { label: 'Nom et fonction', width: 4 },
      { label: 'Date', width: 2 },
      { label: 'Signature', width: 4 },
    ],
    rows: [
      ['Pour la collectivité', '', '', ''],
      ['Pour les Archives départementales. Visa n°', '', '', ''],
    ],
    rowHeightMm: 22,
  },
]
