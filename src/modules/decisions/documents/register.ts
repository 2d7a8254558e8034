import { stringify } from 'csv-stringify/sync'
import { KIND_FACTS } from './kinds.ts'
import { DOCUMENT_STATE_WORDS } from './sentences.ts'
import { copiesToRead, documentStateOf, type FiledDocument, isSignedByReading } from './states.ts'

/** The register for a spreadsheet: numbers, states, hashes; nobody's name. */
export function registerCsv(documents: readonly FiledDocument[]): string {
  const rows = documents.map((document) => {
    const file =
      document.files.find(({ part }) => part === 'signed') ?? document.files.find(({ part }) => part === 'final')
    return {
      numero: document.chrono,
      document: KIND_FACTS[document.kind].label,
      annee: document.year,
      prepare_le: document.preparedAt.toISOString().slice(0, 10),
      etat: DOCUMENT_STATE_WORDS[documentStateOf(document)],
      etat_le: (document.events.at(-1)?.recordedAt ?? document.preparedAt).toISOString().slice(0, 10),
      signature_vue_par: seenBy(document),
      modele: document.templateVersion,
      empreinte_donnees: document.dataSha256,
      empreinte_fichier: file?.sha256 ?? '',
      logiciel: document.generator,
    }
  })
  return stringify(rows, { header: true, columns: COLUMNS, delimiter: ';', bom: true, escape_formulas: true })
}

// Whether the machine found the original in the signed copy, or an agent read it.
function seenBy(document: FiledDocument): string {
  if (copiesToRead(document).length > 0) return 'à vérifier'
  if (isSignedByReading(document)) return 'un agent'
  return document.events.some(({ kind }) => kind === 'signed') ? 'le logiciel' : ''
}

const COLUMNS = [
  'numero',
  'document',
  'annee',
  'prepare_le',
  'etat',
  'etat_le',
  'signature_vue_par',
  'modele',
  'empreinte_donnees',
  'empreinte_fichier',
  'logiciel',
]
