import { stringify } from 'csv-stringify/sync'
import { KIND_FACTS } from './kinds.ts'
import { DOCUMENT_STATE_WORDS } from './sentences.ts'
import { documentStateOf, type FiledDocument } from './states.ts'

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
      modele: document.templateVersion,
      empreinte_donnees: document.dataSha256,
      empreinte_fichier: file?.sha256 ?? '',
      logiciel: document.generator,
    }
  })
  return stringify(rows, { header: true, columns: COLUMNS, delimiter: ';', bom: true, escape_formulas: true })
}

const COLUMNS = [
  'numero',
  'document',
  'annee',
  'prepare_le',
  'etat',
  'etat_le',
  'modele',
  'empreinte_donnees',
  'empreinte_fichier',
  'logiciel',
]
