import {
  type DocumentKind,
  exampleText,
  FILTERS,
  type ListedField,
  listFields,
  sentenceOfTemplateFault,
  type TemplateFault,
  wordsOfPlace,
} from '#platform/documents'
import { Button, ButtonLink } from '#ui/action'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { Disclosure } from '#ui/disclosure'
import { FileField } from '#ui/file-field'
import { Form, type FormState, type HiddenKeys, SubmitRow } from '#ui/form'
import { formatBytes, formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EntryList } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { DOCUMENT_KINDS, type DocumentKindName, KIND_FACTS } from '../documents/index.ts'
import type { TemplateVersion } from '../store/index.ts'

const PATH = '/agents/modeles'
/** A form of the site holds five megabytes at most, its other fields included. */
const LIMITS = { formats: ['Word (.docx)'], accept: '.docx', largestBytes: 4_500_000 } as const

/** `/agents/modeles`: what the house makes, and which model serves. */
export function TemplatesPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly inUse: readonly TemplateVersion[]
}) {
  const { site, desk, inUse } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Modèles de documents"
      description="Les modèles Word du territoire, un par sorte de document."
      current={PATH}
    >
      <PageHeader
        title="Modèles de documents"
        lead="Vos documents gardent votre papier : déposez vos modèles Word, la plateforme y écrit les noms, les montants et les dates."
      />
      <EntryList
        entries={DOCUMENT_KINDS.map((kind) => {
          const used = inUse.find((template) => template.kind === kind)
          return {
            href: `${PATH}/${kind}`,
            title: KIND_FACTS[kind].label,
            lead: used ? servesTold(used) : 'Le modèle de départ sert tant que vous n’en déposez pas.',
          }
        })}
      />
    </DeskPage>
  )
}

type TemplateProps = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly kind: DocumentKindName
  readonly fields: DocumentKind
  readonly versions: readonly TemplateVersion[]
  /** Whether a model to start from exists. */
  readonly hasStart: boolean
  /** What was just done, from the address. */
  readonly told: string | undefined
  /** Of the model just sent. */
  readonly faults: readonly TemplateFault[]
  readonly state: FormState
  readonly keysFor: () => HiddenKeys
}

const DONE: Readonly<Record<string, string>> = {
  ajoute: 'Votre modèle est en place : il sert pour les prochains documents.',
  remis: 'Cette version est remise en service.',
}

/** `/agents/modeles/:kind`: the model in use, a new one, the fields it may print. */
export function TemplatePage(props: TemplateProps) {
  const { site, desk, kind, fields, hasStart, told, faults, state, keysFor } = props
  const label = KIND_FACTS[kind].label
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={`Modèle : ${label}`}
      description="Un modèle de document, ses versions et ses champs."
      current={PATH}
      trail={[{ label: 'Modèles de documents', href: PATH }]}
    >
      <PageHeader title={`Modèle : ${label}`} lead={fields.label}>
        <p>
          <ButtonLink href={`${PATH}/${kind}/apercu.docx`} weight="quiet" icon="download">
            Aperçu Word, avec des exemples
          </ButtonLink>{' '}
          <ButtonLink href={`${PATH}/${kind}/apercu.pdf`} weight="quiet" icon="document">
            Aperçu du PDF final
          </ButtonLink>
        </p>
      </PageHeader>
      {told !== undefined && DONE[told] !== undefined && <Notice kind="success" title={DONE[told]} />}
      <Section id="deposer" title="Déposer un modèle">
        <Form action={`${PATH}/${kind}`} keys={keysFor()} state={state} files>
          <Faults faults={faults} />
          <FileField
            name="modele"
            label="Votre modèle"
            hint="Il est vérifié avant de servir. Celui qui sert maintenant reste en place s’il y a une faute."
            state={state}
            limits={LIMITS}
          />
          <SubmitRow label="Vérifier et mettre en service" />
        </Form>
        {hasStart && (
          <p>
            <a href={`${PATH}/${kind}/depart.docx`}>Télécharger le modèle de départ</a>, pour y mettre votre papier et
            vos mots.
          </p>
        )}
      </Section>
      <Versions {...props} />
      <FieldList fields={fields} />
    </DeskPage>
  )
}

function Faults({ faults }: { readonly faults: readonly TemplateFault[] }) {
  if (faults.length === 0) return null
  return (
    <div class="notice notice-error">
      <p class="notice-title">{formatCount(faults.length, 'faute à corriger', 'fautes à corriger')} dans le modèle</p>
      <ol>
        {faults.map((fault) => (
          <li>
            {sentenceOfTemplateFault(fault)}
            {fault.place !== null && <p class="hint">{wordsOfPlace(fault.place)}</p>}
          </li>
        ))}
      </ol>
    </div>
  )
}

function Versions({ kind, versions, keysFor }: TemplateProps) {
  return (
    <Section id="versions" title="Versions">
      <DataTable
        caption="Versions du modèle"
        captionHidden
        rows={versions}
        columns={[
          { header: 'Version', namesRow: true, cell: ({ version }) => String(version) },
          {
            header: 'Déposée',
            cell: ({ addedAt, addedBy }) => `${formatInstant(addedAt)}, ${addedBy ?? 'modèle de départ'}`,
          },
          {
            header: 'Fichier',
            cell: ({ id, sizeBytes, version }) => (
              <a href={`${PATH}/${kind}/versions/${id}`}>
                Télécharger<span class="hidden"> la version {version}</span> ({formatBytes(sizeBytes)})
              </a>
            ),
          },
          {
            header: 'En service',
            cell: ({ id, isInUse, version }) =>
              isInUse ? (
                'Oui'
              ) : (
                <form action={`${PATH}/${kind}/remettre`} method="post">
                  <Keys keys={keysFor()} />
                  <input type="hidden" name="version" value={id} />
                  <Button weight="quiet">
                    Remettre<span class="hidden"> la version {version}</span> en service
                  </Button>
                </form>
              ),
          },
        ]}
        empty={
          <EmptyState title="Vous n’avez pas encore déposé de modèle.">
            <p>Le modèle de départ sert en attendant.</p>
          </EmptyState>
        }
      />
    </Section>
  )
}

function FieldList({ fields }: { readonly fields: DocumentKind }) {
  const listed = listFields(fields.fields)
  return (
    <Section
      id="champs"
      title="Les champs du modèle"
      lead="Écrivez-les entre accolades dans votre document Word, comme {rapport.titre}."
    >
      <DataTable
        caption="Champs, leur sens et un exemple"
        captionHidden
        rows={listed}
        columns={[
          { header: 'Champ', namesRow: true, cell: (each) => <code>{writtenOf(each)}</code> },
          { header: 'Ce que c’est', cell: ({ field }) => field.sense },
          { header: 'Exemple', cell: ({ field }) => (field.type === 'table' ? '' : exampleText(field)) },
        ]}
      />
      <Disclosure summary="Mettre en forme un montant ou une date">
        <p>Ajoutez une barre et un mot après le champ, comme {'{total_propose | en_lettres}'}.</p>
        <dl class="facts">
          {Object.entries(FILTERS).map(([name, { sense }]) => (
            <div>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{sense}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </Section>
  )
}

// As it is typed in the model: a table and a condition have two ends.
function writtenOf({ name, field, table }: ListedField): string {
  if (field.type === 'table' || field.type === 'condition') return `{#${name}} … {/${name}}`
  return table === null ? `{${name}}` : `{${name}} dans {#${table}}`
}

function servesTold({ version, addedAt, addedBy }: TemplateVersion): string {
  const from = addedBy === null ? 'le modèle de départ' : `déposée le ${formatInstant(addedAt)}`
  return `Version ${version} en service, ${from}.`
}
