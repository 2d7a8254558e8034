import type { Download } from '#ui/list'
import { type FiledDocument, isPublicFile, PART_WORDS } from '../documents/index.ts'

/** The public files of a decision: of each act, the signed copy once there is one, else the final. */
export function publicDownloadsOf(documents: readonly FiledDocument[]): readonly Download[] {
  return documents.flatMap((document) => {
    const files = document.files.filter(({ part }) => isPublicFile(document, part))
    const shown = files.find(({ part }) => part === 'signed') ?? files.at(-1)
    return shown ? downloadsOf({ ...document, files: [shown] }) : []
  })
}

/** The files of a document, the last made first. */
export function downloadsOf({ files, chrono }: Pick<FiledDocument, 'files' | 'chrono'>): readonly Download[] {
  return files.toReversed().map(({ id, part, mediaType, sizeBytes }) => ({
    href: `/pieces/${id}/piece.${ENDINGS[mediaType] ?? 'bin'}`,
    format: (ENDINGS[mediaType] ?? 'fichier').toUpperCase(),
    label: `${PART_WORDS[part]} ${chrono}`,
    what: TOLD[part],
    bytes: sizeBytes,
  }))
}

const ENDINGS: Readonly<Record<string, string>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/pdf': 'pdf',
}

const TOLD = {
  draft: 'À relire dans Word.',
  final: 'Le PDF définitif.',
  annex: 'Les bénéficiaires et les déports, pour un tableur.',
  signed: 'Le PDF signé.',
  proof: 'Ce que le parapheur a joint à la signature.',
} as const
