import { type DeskFrame, DeskPage } from '#ui/desk'
import { Filters } from '#ui/filters'
import { Form, type FormState, type HiddenKeys, SelectField, SubmitRow } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATE_WORDS,
  DOCUMENT_STATES,
  type FiledDocument,
  KIND_FACTS,
  linesToNotify,
  registerWordsOf,
} from '../documents/index.ts'
import type { Decision } from '../model.ts'
import type { ShownFilter } from './documents.tsx'

const PATH = '/agents/documents'

/** `/agents/documents`: every number given, what became of it. */
export function RegisterPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly documents: readonly FiledDocument[]
  readonly years: readonly number[]
  readonly filter: ShownFilter
  /** Files of the parapheur nobody asked for. */
  readonly strays: number
}) {
  const { site, desk, documents, filter, strays } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Documents"
      description="Le registre des documents : leur numéro, leur état, leurs fichiers."
      current={PATH}
    >
      <PageHeader
        title="Documents"
        lead="Chaque document a son numéro, sans trou, même annulé. Un document se prépare depuis la page d’une décision."
      />
      <Strays count={strays} />
      <RegisterFilters {...props} />
      <Register documents={documents} />
      {documents.length > 0 && (
        <DownloadList
          downloads={[
            {
              href: `${PATH}/registre.csv${queryOf(filter, {})}`,
              format: 'CSV',
              label: 'Ce registre',
              what: 'Numéros, états et empreintes, sans nom de personne.',
            },
          ]}
        />
      )}
    </DeskPage>
  )
}

function Register({ documents }: { readonly documents: readonly FiledDocument[] }) {
  return (
    <DataTable
      caption="Registre des documents"
      captionHidden
      rows={documents}
      columns={[
        { header: 'N°', namesRow: true, cell: ({ id, chrono }) => <a href={`${PATH}/${id}`}>{chrono}</a> },
        { header: 'Document', cell: ({ kind }) => KIND_FACTS[kind].label },
        {
          header: 'Décision',
          cell: ({ decisionId, chrono }) => (
            <a href={`/agents/decisions/${decisionId}`}>
              Ouvrir<span class="hidden"> la décision de {chrono}</span>
            </a>
          ),
        },
        { header: 'Préparé', cell: ({ preparedAt }) => formatInstant(preparedAt) },
        { header: 'État', cell: (document) => registerWordsOf(document) },
      ]}
      empty={
        <EmptyState title="Aucun document ici." action={{ label: 'Voir les décisions', href: '/agents/decisions' }}>
          <p>Ouvrez une décision, puis « Préparer un document ».</p>
        </EmptyState>
      }
    />
  )
}

function Strays({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <Notice kind="warning" title={`${formatCount(count, 'fichier inconnu', 'fichiers inconnus')} dans le parapheur.`}>
      <p>
        Regardez le dossier « inconnus » du parapheur : remettez chaque fichier à sa place avec son numéro dans son nom,
        ou retirez-le.
      </p>
    </Notice>
  )
}

function RegisterFilters({ documents, years, filter }: Parameters<typeof RegisterPage>[0]) {
  const values = { genre: filter.kind ?? '', annee: String(filter.year ?? ''), etat: filter.state ?? '' }
  const state: FormState = { values, errors: {} }
  const active = [
    ...(filter.kind
      ? [{ label: KIND_FACTS[filter.kind].label, hrefWithout: queryOf(filter, { kind: undefined }) }]
      : []),
    ...(filter.year ? [{ label: String(filter.year), hrefWithout: queryOf(filter, { year: undefined }) }] : []),
    ...(filter.state
      ? [{ label: DOCUMENT_STATE_WORDS[filter.state], hrefWithout: queryOf(filter, { state: undefined }) }]
      : []),
  ].map(({ label, hrefWithout }) => ({ label, hrefWithout: `${PATH}${hrefWithout}` }))
  return (
    <Filters
      action={PATH}
      active={active}
      hrefWithoutAny={PATH}
      found={formatCount(documents.length, 'document', 'documents')}
      total="le registre"
    >
      <SelectField
        name="genre"
        label="Document"
        state={state}
        optional
        empty="Tous"
        options={DOCUMENT_KINDS.map((value) => ({ value, label: KIND_FACTS[value].label }))}
      />
      <SelectField
        name="annee"
        label="Année"
        state={state}
        optional
        empty="Toutes"
        options={years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <SelectField
        name="etat"
        label="État"
        state={state}
        optional
        empty="Tous"
        options={DOCUMENT_STATES.map((value) => ({ value, label: DOCUMENT_STATE_WORDS[value] }))}
      />
    </Filters>
  )
}

function queryOf(filter: ShownFilter, change: Partial<ShownFilter>): string {
  const { kind, year, state } = { ...filter, ...change }
  const told = { ...(kind && { genre: kind }), ...(year && { annee: String(year) }), ...(state && { etat: state }) }
  const query = new URLSearchParams(told).toString()
  return query === '' ? '' : `?${query}`
}

/** `/agents/documents/nouveau`: what to prepare for a decision, and for whom. */
export function NewDocumentPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly decision: Decision
  readonly documents: readonly FiledDocument[]
  readonly state: FormState
  readonly keys: HiddenKeys
}) {
  const { site, desk, decision, documents, state, keys } = props
  const lines = linesToNotify(decision, documents)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Préparer un document"
      description="Choisir le document à préparer pour une décision."
      current={PATH}
      trail={[{ label: decision.title, href: `/agents/decisions/${decision.id}` }]}
    >
      <PageHeader kicker={`Rapport n°\u00a0${decision.chrono}`} title="Préparer un document" lead={decision.title} />
      <Form action={`${PATH}/nouveau`} keys={keys} state={state} keep={{ decision: decision.id }}>
        <SelectField
          name="genre"
          label="Document"
          state={state}
          empty="Choisissez"
          options={DOCUMENT_KINDS.map((value) => ({ value, label: KIND_FACTS[value].label }))}
        />
        <SelectField
          name="ligne"
          label="Bénéficiaire"
          hint="Pour une notification seulement : une lettre par bénéficiaire, une fois l’acte pris."
          state={state}
          optional
          empty="Aucun"
          options={lines.map(({ id, beneficiaryName }) => ({ value: id, label: beneficiaryName }))}
        />
        <SubmitRow label="Préparer ce document" note="Il prend le numéro suivant de sa série." />
      </Form>
    </DeskPage>
  )
}
