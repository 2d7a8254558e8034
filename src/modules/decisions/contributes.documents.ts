import type { Kysely } from 'kysely'
import { dayOf } from '#modules/accounts'
import type { Contribution, DeskTask } from '#platform/context'
import type { DB } from '#platform/database'
import type { AttachmentOwner } from '#platform/files'
import { holds, type Visitor } from '#platform/sessions'
import { copiesToRead, documentStateOf, type FiledDocument, isPublicFile } from './documents/index.ts'
import { isTied } from './interests.ts'
import { isPublic } from './model.ts'
import * as store from './store/index.ts'

const SUBJECT = 'Décisions'
const READERS = ['agent', 'finance-agent', 'elected-member', 'administrator'] as const
const WRITERS = ['agent', 'administrator'] as const
const FIVE_YEARS_MS = 5 * 365.25 * 86_400_000
const MOST_WAITING = 500

export const documentNavigation = [
  { label: 'Documents', href: '/agents/documents', roles: READERS },
  { label: 'Modèles de documents', href: '/agents/modeles', roles: ['administrator'] as const },
] as const

export const documentActs: Readonly<Record<string, string>> = {
  'decisions.model-added': 'a déposé un modèle de document',
  'decisions.model-put-back': 'a remis en service un modèle de document',
  'decisions.document-prepared': 'a préparé un document',
  'decisions.document-draft': 'a rempli le brouillon d’un document',
  'decisions.document-finishing': 'a demandé un document définitif',
  'decisions.document-final': 'a mis au propre un document définitif',
  'decisions.document-sent': 'a envoyé un document à la signature',
  'decisions.document-signed': 'a reçu ou reconnu un document signé',
  'decisions.document-refused': 'a reçu un document dont la signature est refusée',
  'decisions.document-filed': 'a classé un document signé',
  'decisions.document-cancelled': 'a annulé un document',
}

export const documentPersonalData: NonNullable<Contribution['personalData']> = [
  {
    what: 'Qui a préparé, envoyé, classé ou annulé un document, et qui a déposé un modèle',
    purpose: 'Tenir le registre des documents de la collectivité.',
    basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
    kept: 'Aussi longtemps que la décision',
    fate: 'conservation',
    seenBy: 'Les agents et les élus',
    stays: 'Le registre reste entier (RGPD, article 17.3.d), sans votre nom.',
    tables: [
      'document',
      'document_event',
      'document_remark',
      'document_template',
      'document_template_use',
      'document_file',
    ],
    purge: null,
  },
  {
    what: 'Ce que dit un document préparé : les noms des élus qui quittent la salle, les bénéficiaires',
    purpose: 'Pouvoir refaire le document à l’identique et le vérifier.',
    basis: 'mission d’intérêt public (RGPD, article 6.1.e ; CGCT, article L1111-6)',
    kept: 'Cinq ans après sa préparation',
    fate: 'élimination',
    seenBy: 'Les agents et les élus',
    stays: 'Les actes de la collectivité restent tels qu’ils ont été pris (code du patrimoine, article L212-2).',
    tables: ['document_data'],
    purge: 'decisions.document-data',
  },
]

export const documentPurges: NonNullable<Contribution['purges']> = [
  {
    name: 'decisions.document-data',
    run: (db, now) => store.deleteDocumentDataBefore(db, new Date(now.getTime() - FIVE_YEARS_MS)),
  },
]

/** Files of documents: for the desk, except for those who stand back; the act itself for all, once it is published. */
export const documentFiles: AttachmentOwner = {
  kind: 'document-file',
  // No form sends any: jobs file them.
  rules: { formats: [], largestBytes: 1, most: 0 },
  mayRead: async (db, visitor, fileId, now) => {
    const document = await store.findDocumentOfFile(db, fileId)
    const decision = document && (await store.findDecision(db, document.decisionId))
    const file = document?.files.find(({ id }) => id === fileId)
    if (!document || !decision || !file) return false
    if (isPublic(decision) && isPublicFile(document, file.part)) return true
    if (!visitor || !holds(visitor, READERS)) return false
    const organisations = decision.lines.map(({ beneficiaryId }) => beneficiaryId)
    return !isTied(decision, await store.listInterestsIn(db, organisations, dayOf(now)), visitor.personId)
  },
  listExisting: (db, ids) => store.listExistingFiles(db, ids),
}

/** What documents ask: those refused to their author, those signed to read and file, files nobody asked for. */
export async function documentTasks(db: Kysely<DB>, visitor: Visitor, now: Date): Promise<readonly DeskTask[]> {
  if (!holds(visitor, WRITERS)) return []
  const [waiting, strays] = await Promise.all([
    store.listDocumentsAt(db, ['sent', 'signed', 'refused'], MOST_WAITING),
    store.countStrays(db),
  ])
  const signed = waiting.filter((document) => documentStateOf(document) === 'signed').length
  const refused = waiting.filter((document) => documentStateOf(document) === 'refused' && isOf(document, visitor))
  const toRead = waiting.filter((document) => copiesToRead(document).length > 0)
  const noon = new Date(`${dayOf(now)}T11:00:00Z`)
  const task = (label: string, href: string): DeskTask => {
    return { label, href, subject: SUBJECT, dueAt: noon, urgency: 'today' }
  }
  return [
    ...refused.map(({ id, chrono, events }) => {
      const reason = events.at(-1)?.remark ?? 'raison non donnée'
      return task(`Signature refusée : ${chrono} (${reason})`, `/agents/documents/${id}`)
    }),
    ...toRead.map(({ id, chrono }) => task(`Exemplaire à vérifier : ${chrono}`, `/agents/documents/${id}`)),
    ...(signed === 0
      ? []
      : [task(count(signed, 'document signé', 'documents signés', 'à classer'), '/agents/documents?etat=signed')]),
    ...(strays === 0
      ? []
      : [task(count(strays, 'fichier inconnu', 'fichiers inconnus', 'dans le parapheur'), '/agents/documents')]),
  ]
}

function isOf({ preparedBy }: FiledDocument, { personId }: Visitor): boolean {
  return preparedBy === null || preparedBy === personId
}

function count(number: number, one: string, many: string, rest: string): string {
  return `${number} ${number === 1 ? one : many} ${rest}`
}
