import { Badge } from '#ui/badge'
import { FileField } from '#ui/file-field'
import { BoxField, FieldGroup, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { type BudgetCode, CODE_WORDS, type CodeChanges, type Nomenclature } from '../../budget/nomenclature.ts'
import { BUDGET_DESK, type Fields } from '../parts.tsx'
import { type Around, BudgetPage } from '../shell.tsx'
import { FILES, type ReadNomenclature } from './reading.ts'

export const NOMENCLATURES = `${BUDGET_DESK}/nomenclatures`
const TRAIL = [{ label: 'Réglages du budget', href: `${BUDGET_DESK}/reglages` }]
const CSV = { formats: ['CSV'], accept: '.csv,text/csv', largestBytes: 1_000_000 } as const

type AllProps = Around & { readonly nomenclatures: readonly Nomenclature[]; readonly state: FormState }

/** `/agents/budget/nomenclatures`: the versions of the plan of codes, and how another comes in. */
export function NomenclaturesPage(props: AllProps) {
  const { site, desk, isFinance, nomenclatures } = props
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title="Nomenclatures"
      description="Chapitres, articles, fonctions."
      above={TRAIL}
    >
      <PageHeader
        title="Nomenclatures"
        lead="Les codes publiés par l’État. Une version ne change plus : une nouvelle s’ajoute, et chaque année choisit la sienne."
      />
      <Section id="versions" title="Versions">
        <DataTable
          caption="Versions"
          captionHidden
          rows={nomenclatures}
          columns={[
            {
              header: 'Nomenclature',
              namesRow: true,
              cell: ({ name, yearFrom }) => `${name}, à partir de ${yearFrom}`,
            },
            { header: 'Source', cell: ({ source, licence }) => `${source} (${licence})` },
            {
              header: 'État',
              cell: ({ status }) => (status === 'official' ? 'Officielle' : <Badge kind="draft">À vérifier</Badge>),
            },
          ]}
          empty={
            <EmptyState title="Aucune nomenclature.">
              <p>Importez les trois fichiers ci-dessous : une année s’ouvre ensuite.</p>
            </EmptyState>
          }
        />
      </Section>
      {isFinance && <Import {...props} />}
    </BudgetPage>
  )
}

function Import({ state, keysFor }: AllProps) {
  return (
    <Section id="importer" title="Importer une version" lead="Vous verrez ce qui change avant d’accepter.">
      <Form action={`${NOMENCLATURES}/essai`} keys={keysFor()} state={state} files>
        <TextField name="nom" label="Nom" hint="Comme M57." state={state} maxlength={60} width={16} />
        <TextField
          name="a-partir-de"
          label="À partir de l’année"
          state={state}
          inputmode="numeric"
          width={6}
          maxlength={4}
        />
        <TextField name="source" label="Source" hint="Qui publie ces codes, et où." state={state} maxlength={300} />
        <TextField name="licence" label="Licence" hint="Comme Licence Ouverte 2.0." state={state} maxlength={120} />
        <BoxField name="officielle" label="C’est la nomenclature officielle, vérifiée" state={state} />
        <FieldGroup
          title="Fichiers"
          lead="La première ligne nomme les colonnes : code, libelle, et section pour les chapitres."
        >
          {FILES.map(({ name, label }) => (
            <FileField name={name} label={label} state={state} limits={CSV} />
          ))}
        </FieldGroup>
        <SubmitRow label="Lire ces fichiers" note="C’est un essai : rien ne change encore." />
      </Form>
    </Section>
  )
}

type TrialProps = Around & {
  /** What the form that accepts carries. */
  readonly fields: Fields
  readonly read: ReadNomenclature
  readonly latest: Nomenclature | undefined
  readonly changes: CodeChanges
}

const SHOWN = 50

/** What a version would change; nothing is written before it is accepted. */
export function TrialPage({ site, desk, keysFor, fields, read, latest, changes }: TrialProps) {
  const { nomenclature, codes } = read
  const name = `${nomenclature.name}, à partir de ${nomenclature.yearFrom}`
  const countOf = (kind: BudgetCode['kind']) => codes.filter((code) => code.kind === kind).length
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title="Essai d’import"
      description="Ce qu’une nomenclature changerait."
      above={[...TRAIL, { label: 'Nomenclatures', href: NOMENCLATURES }]}
    >
      <PageHeader kicker="Essai : rien n’est encore enregistré" title={name} />
      <Section id="resume" title="Ce qui a été lu">
        <Facts
          facts={[
            ...(['chapter', 'nature', 'function'] as const).map((kind) => ({
              label: `${CODE_WORDS[kind]}s`,
              value: countOf(kind),
            })),
            { label: 'Codes nouveaux', value: changes.added.length },
            { label: 'Codes qui partent', value: changes.removed.length },
            { label: 'Libellés changés', value: changes.renamed.length },
          ]}
        />
        <Notice kind="info" title={comparedWith(latest)}>
          <p>Les années déjà ouvertes gardent leur nomenclature.</p>
        </Notice>
        <Form action={NOMENCLATURES} keys={keysFor()} keep={fields}>
          <SubmitRow label="Accepter cette version" ways={[{ label: 'Ne rien changer', href: NOMENCLATURES }]} />
        </Form>
      </Section>
      <Changes changes={changes} />
    </BudgetPage>
  )
}

function Changes({ changes }: { readonly changes: CodeChanges }) {
  const rows = [
    ...changes.removed.map((code) => ({ code, what: 'Part', before: code.label, after: '' })),
    ...changes.renamed.map(({ code, before }) => ({ code, what: 'Change de libellé', before, after: code.label })),
    ...changes.added.map((code) => ({ code, what: 'Nouveau', before: '', after: code.label })),
  ]
  return (
    <Section id="changements" title="Code par code">
      {rows.length > SHOWN && (
        <p>
          Les {SHOWN} premiers changements sur {rows.length}.
        </p>
      )}
      <DataTable
        caption="Changements"
        captionHidden
        rows={rows.slice(0, SHOWN)}
        columns={[
          { header: 'Code', namesRow: true, cell: ({ code }) => `${CODE_WORDS[code.kind]} ${code.code}` },
          { header: 'Changement', cell: ({ what }) => what },
          { header: 'Avant', cell: ({ before }) => before },
          { header: 'Après', cell: ({ after }) => after },
        ]}
        empty={<p>Aucun code ne change.</p>}
      />
    </Section>
  )
}

function comparedWith(latest: Nomenclature | undefined): string {
  if (latest === undefined) return 'C’est la première version.'
  return `Comparé avec ${latest.name}, à partir de ${latest.yearFrom}.`
}
