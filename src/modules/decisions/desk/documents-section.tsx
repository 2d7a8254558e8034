import { ButtonLink } from '#ui/action'
import { Section } from '#ui/heading'
import { DataTable } from '#ui/table'
import { DOCUMENT_STATE_WORDS, documentStateOf, type FiledDocument, KIND_FACTS } from '../documents/index.ts'

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
