import { Badge } from '#ui/badge'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { FileField } from '#ui/file-field'
import { FieldGroup, Form, type FormState, type HiddenKeys, SelectField, SubmitRow, TextField } from '#ui/form'
import { formatBytes, formatDay, formatInstant, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { FolderFile } from '../folder.ts'
import { type Import, KINDS } from '../model.ts'
import { STATE_WORDS } from '../sentences.ts'
import { SOURCES } from '../sources/index.ts'

const PATH = '/agents/imports'
const TITLE = 'Imports de données'
// The site takes no larger form; what is heavier is dropped in the folder.
const LARGEST_SENT = 4_500_000

type Props = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly imports: readonly Import[]
  readonly files: readonly FolderFile[]
  readonly state: FormState
  readonly keys: HiddenKeys
  readonly backKeys: HiddenKeys
}

/** `/agents/imports`: what is in force, what was read, and a form for one more. */
export function ImportsPage(props: Props) {
  const { site, desk, imports } = props
  const inForce = KINDS.flatMap((kind) => imports.find((each) => each.kind === kind && each.isInForce) ?? [])
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={TITLE}
      description="Les fichiers de données ouvertes dont l’annuaire est fait."
      current={PATH}
    >
      <PageHeader
        title={TITLE}
        lead="L’annuaire est fait de ces fichiers. Un fichier est lu à part : rien ne change avant que vous l’acceptiez."
      />
      <Section id="en-service" title="En service">
        <DataTable
          caption="Fichiers en service"
          captionHidden
          rows={inForce}
          columns={[importColumn, ...countColumns]}
          empty={
            <EmptyState title="Aucun fichier n’est en service.">
              <p>Lisez-en un ci-dessous : l’annuaire paraîtra quand vous l’aurez accepté.</p>
            </EmptyState>
          }
        />
      </Section>
      <Section id="lire" title="Lire un fichier">
        <ReadForm {...props} />
      </Section>
      <Section id="lectures" title="Dernières lectures">
        <DataTable
          caption="Dernières lectures"
          captionHidden
          rows={imports}
          columns={[
            importColumn,
            { header: 'État', cell: stateOf },
            { header: 'Demandé', cell: ({ askedAt }: Import) => formatInstant(askedAt) },
            ...countColumns,
          ]}
          empty={<p>Aucun fichier n’a encore été lu.</p>}
        />
      </Section>
      {inForce.length > 0 && <GoBack {...props} inForce={inForce} />}
    </DeskPage>
  )
}

function GoBack({ inForce, backKeys, state }: Props & { readonly inForce: readonly Import[] }) {
  return (
    <Section id="retour" title="Revenir en arrière">
      <Form action={`${PATH}/retour`} keys={backKeys}>
        <SelectField
          name="retour"
          label="Quel fichier ?"
          hint="Celui qui était en service avant reprend sa place, tout de suite et pour tous."
          state={state}
          options={inForce.map(({ kind }) => ({ value: kind, label: SOURCES[kind].label }))}
        />
        <SubmitRow label="Revenir au fichier précédent" weight="danger" />
      </Form>
    </Section>
  )
}

function ReadForm({ state, keys, files }: Props) {
  const options = files.map(({ name, bytes }) => ({ value: name, label: `${name} (${formatBytes(bytes)})` }))
  return (
    <Form action={PATH} keys={keys} state={state} files>
      <SelectField
        name="sorte"
        label="De quel fichier s’agit-il ?"
        state={state}
        empty="Choisissez"
        options={KINDS.map((kind) => ({ value: kind, label: `${SOURCES[kind].label} : ${SOURCES[kind].use}` }))}
      />
      <TextField name="jour" label="De quel jour sont ses données ?" type="date" state={state} width={14} />
      <FieldGroup
        title="Le fichier"
        lead="Les grands fichiers se déposent dans le dossier « imports » de l’installation ; les petits s’envoient d’ici."
      >
        <SelectField
          name="fichier1"
          label="Dans le dossier"
          hint="Pour SIRENE : le fichier des unités légales."
          state={state}
          empty="Aucun"
          options={options}
          optional
        />
        <SelectField
          name="fichier2"
          label="Pour SIRENE seulement : le fichier des établissements"
          state={state}
          empty="Aucun"
          options={options}
          optional
        />
        <FileField
          name="fichier"
          label="Ou à envoyer"
          state={state}
          limits={{
            formats: ['CSV', 'zip', 'Parquet'],
            accept: '.csv,.txt,.zip,.gz,.parquet',
            largestBytes: LARGEST_SENT,
          }}
          optional
        />
      </FieldGroup>
      <SubmitRow
        label="Lire ce fichier"
        note="Rien ne change dans l’annuaire : vous verrez d’abord ce qui bougerait."
      />
    </Form>
  )
}

const importColumn = {
  header: 'Fichier',
  namesRow: true,
  cell: ({ id, kind, vintage, isFictitious }: Import) => (
    <>
      <a href={`${PATH}/${id}`}>
        {SOURCES[kind].label}, {formatDay(vintage)}
      </a>{' '}
      {isFictitious && <Badge kind="fictitious" />}
    </>
  ),
}

const countColumns = [
  { header: 'Lignes lues', align: 'end', cell: ({ rowsRead }: Import) => formatInteger(rowsRead) },
  { header: 'Gardées', align: 'end', cell: ({ rowsKept }: Import) => formatInteger(rowsKept) },
  {
    header: 'Refusées',
    align: 'end',
    cell: ({ refused }: Import) => formatInteger(Object.values(refused).reduce((sum, count) => sum + count, 0)),
  },
] as const

function stateOf({ state, isInForce }: Import) {
  if (isInForce) return <Badge kind="won">en service</Badge>
  const kinds = {
    waiting: 'coming',
    reading: 'open',
    ready: 'proposed',
    failed: 'refused',
    discarded: 'withdrawn',
  } as const
  return <Badge kind={kinds[state]}>{STATE_WORDS[state]}</Badge>
}
