import { ButtonLink } from '#ui/action'
import { Section } from '#ui/heading'
import type { Download } from '#ui/list'
import { DataTable } from '#ui/table'
import {
  DOCUMENT_STATE_WORDS,
  documentStateOf,
  type FiledDocument,
  KIND_FACTS,
  PART_WORDS,
} from '../documents/index.ts'

/** Documents of a decision, or of the decisions of a meeting, and the way to prepare one. */
export function DocumentsSection(props: {
  readonly documents: readonly FiledDocument[]
  /** The decision a new one is for; null: on a page of several. */
  readonly decisionId: string | null
  readonly mayPrepare: boolean
}) {
  const { documents, decisionId, mayPrepare } = props
  return (
    <Section id="documents" title="Documents">
      <DataTable
        caption="Documents"
        captionHidden
        rows={documents}
        columns={[
          { header: 'N°', namesRow: true, cell: ({ id, chrono }) => <a href={`/agents/documents/${id}`}>{chrono}</a> },
          { header: 'Document', cell: ({ kind }) => KIND_FACTS[kind].label },
          { header: 'État', cell: (document) => DOCUMENT_STATE_WORDS[documentStateOf(document)] },
        ]}
        empty={<p>Aucun document n’est encore préparé.</p>}
      />
      {decisionId !== null && mayPrepare && (
        <p>
          <ButtonLink href={`/agents/documents/nouveau?decision=${decisionId}`} weight="quiet" icon="document">
            Préparer un document
          </ButtonLink>
        </p>
      )}
    </Section>
  )
}

/** The files of a document, the last made first. */
export function downloadsOf({ files, chrono }: FiledDocument): readonly Download[] {
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
  final: 'Le PDF qui est signé.',
  annex: 'Les bénéficiaires et les déports, pour un tableur.',
  signed: 'Le PDF revenu du parapheur.',
  proof: 'Ce que le parapheur a joint à la signature.',
} as const
