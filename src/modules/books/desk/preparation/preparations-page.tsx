import type { Day } from '#kernel/calendar'
import { ROLE_NAMES } from '#platform/sessions'
import { BoxesField } from '#ui/choices'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { EMPTY_FORM, Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { formatDay, formatDecimal } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Campaign, Level, Posts } from '../../preparation/model.ts'
import { ARBITERS } from '../mirror/submitting.ts'

export const PATH = '/agents/budget/preparation'

type Props = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly campaigns: readonly Campaign[]
  readonly levels: readonly Level[]
  readonly posts: readonly Posts[]
  readonly today: Day
  readonly maySet: boolean
  readonly mayKeep: boolean
  /** Of the form that came back, whichever it is. */
  readonly state: FormState
  readonly keysFor: () => HiddenKeys
}

/** Years in preparation, who arbitrates, and how many agents work on it. */
export function PreparationsPage(props: Props) {
  const { site, desk } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Préparation du budget"
      description="Préparer le budget de l’an prochain."
      current={PATH}
    >
      <PageHeader
        title="Préparation du budget"
        lead="De juillet à novembre : une demande par ligne, des arbitrages motivés, puis le budget proposé aux élus."
      />
      <Campaigns {...props} />
      <Levels {...props} />
      <MeansTold {...props} />
    </DeskPage>
  )
}

function Campaigns({ campaigns, today, mayKeep, state, keysFor }: Props) {
  const own = stateOfForm(state, 'ouverture')
  return (
    <>
      <Section id="annees" title="Années">
        <DataTable
          caption="Années préparées"
          captionHidden
          rows={campaigns}
          columns={[
            { header: 'Année', namesRow: true, cell: ({ year }) => <a href={`${PATH}/${year}`}>Budget {year}</a> },
            {
              header: 'Ouverte',
              cell: ({ opensOn, closesOn }) => `du ${formatDay(opensOn)} au ${formatDay(closesOn)}`,
            },
            { header: 'État', cell: (campaign) => stateOf(campaign, today) },
          ]}
          empty={<EmptyState title="Aucune préparation n’est ouverte." />}
        />
      </Section>
      {mayKeep && (
        <Section id="ouvrir" title="Ouvrir une préparation">
          <Form action={PATH} keys={keysFor()} state={own}>
            <TextField name="annee" label="Année du budget" state={own} width={6} maxlength={4} />
            <TextField name="ouverture" label="Ouverte le" type="date" state={own} width={14} />
            <TextField name="fin" label="Fermée après le" type="date" state={own} width={14} />
            <SubmitRow label="Ouvrir cette préparation" />
          </Form>
        </Section>
      )}
    </>
  )
}

function Levels({ levels, maySet, state, keysFor }: Props) {
  return (
    <Section
      id="niveaux"
      title="Qui arbitre"
      lead="Du premier au dernier. Le dernier niveau retient le montant proposé aux élus."
    >
      <ol>
        {levels.map(({ name, roles }) => (
          <li>
            {name} ({roles.map((role) => ROLE_NAMES[role]).join(', ')})
          </li>
        ))}
      </ol>
      {maySet && <LevelsForm levels={levels} keys={keysFor()} sent={stateOfForm(state, 'niveau-1')} />}
    </Section>
  )
}

function MeansTold({ posts, mayKeep, state, keysFor }: Props) {
  return (
    <Section id="postes" title="Moyens humains" lead="Publiés sur la page du budget, avec leur source.">
      <DataTable
        caption="Agents par année, en équivalents temps plein"
        rows={posts}
        columns={[
          { header: 'Année', cell: ({ year }) => year },
          { header: 'Sorte', namesRow: true, cell: ({ kind }) => kind },
          { header: 'Nombre', align: 'end', cell: (each) => formatDecimal(BigInt(each.fullTimeHundredths), 2) },
          { header: 'Source', cell: ({ source }) => source.title },
        ]}
        empty={<EmptyState title="Aucun nombre n’est écrit." />}
      />
      {mayKeep && <PostsForm keys={keysFor()} state={stateOfForm(state, 'annee-postes')} />}
    </Section>
  )
}

function PostsForm({ state, keys }: { readonly state: FormState; readonly keys: HiddenKeys }) {
  return (
    <Form action={`${PATH}/postes`} keys={keys} state={state}>
      <TextField name="annee-postes" label="Année" state={state} width={6} maxlength={4} />
      <TextField name="sorte" label="Sorte de poste" hint="Comme « agents permanents »." state={state} maxlength={80} />
      <TextField name="nombre" label="Nombre, en équivalents temps plein" hint="Comme 3,5." state={state} width={6} />
      <TextField name="source" label="Qui le dit" state={state} maxlength={300} />
      <TextField name="adresse" label="Adresse de la source" state={state} optional maxlength={300} />
      <SubmitRow label="Écrire ce nombre" />
    </Form>
  )
}

/** Three forms share the page: what is told of one is not told of the others. `field` is one that only this form has. */
function stateOfForm(state: FormState, field: string): FormState {
  return field in state.values ? state : EMPTY_FORM
}

function LevelsForm(props: { readonly levels: readonly Level[]; readonly keys: HiddenKeys; readonly sent: FormState }) {
  const { levels, keys, sent } = props
  const ranks = [1, 2, 3, 4, 5]
  const values = Object.fromEntries(ranks.map((at) => [`niveau-${at}`, levels[at - 1]?.name ?? ''] as const))
  const state = { ...sent, values: { ...values, ...sent.values } }
  return (
    <Form action={`${PATH}/niveaux`} keys={keys} state={state}>
      {ranks.map((at) => (
        <>
          <TextField name={`niveau-${at}`} label={`Niveau ${at}`} state={state} optional maxlength={60} />
          <BoxesField
            name={`roles-${at}`}
            label={`Qui parle au niveau ${at}`}
            state={state}
            optional
            chosen={levels[at - 1]?.roles ?? []}
            options={ARBITERS.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
          />
        </>
      ))}
      <SubmitRow label="Changer les niveaux" />
    </Form>
  )
}

function stateOf({ proposedAt, opensOn, closesOn }: Campaign, today: Day): string {
  if (proposedAt !== null) return 'Budget proposé, pas encore décidé'
  if (today < opensOn) return 'À venir'
  return today > closesOn ? 'Fermée' : 'Ouverte'
}
