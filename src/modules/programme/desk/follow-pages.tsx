import { DeskPage } from '#ui/desk'
import { ChoiceField, Form, type FormState, SelectField, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import {
  type Indicator,
  type IndicatorValue,
  type PlacedAction,
  STEP_STATES,
  type Step,
  VALUE_NATURES,
} from '../model.ts'
import { NATURE_WORDS, STATE_WORDS } from '../sentences.ts'
import { writtenMark, writtenMeasure, writtenOrigin } from '../words.ts'
import { DAY_HINT, OriginFields, type Shell } from './forms.tsx'
import { DESK } from './submitting.ts'

const FOLLOW = `${DESK}/suivi`

/** `/agents/politique/suivi`: every action, its last word, its last value. */
export function FollowListPage(
  props: Shell & {
    readonly actions: readonly PlacedAction[]
    readonly steps: readonly Step[]
    readonly values: readonly IndicatorValue[]
  },
) {
  const { site, desk, actions, steps, values } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Suivi des actions"
      description="Noter où en sont les actions et leurs indicateurs."
      current={FOLLOW}
      publicFace={{ label: 'Voir la politique publiée', href: '/politique' }}
    >
      <PageHeader
        title="Suivi des actions"
        lead="Dites où en est chaque action, et notez les valeurs de ses indicateurs."
      />
      <DataTable
        caption="Actions"
        captionHidden
        rows={actions}
        columns={[
          {
            header: 'Action',
            namesRow: true,
            cell: ({ action }) => <a href={`${FOLLOW}/${action.slug}`}>{action.title}</a>,
          },
          { header: 'Service', cell: ({ action }) => action.service },
          {
            header: 'Avancement',
            cell: ({ action }) => lastStepOf(action.slug, steps),
          },
          { header: 'Dernière valeur', cell: ({ action }) => lastDayOf(action.slug, values) },
        ]}
        empty={
          <EmptyState title="Aucune action n’est publiée.">
            <p>Publiez d’abord une version du programme.</p>
          </EmptyState>
        }
      />
    </DeskPage>
  )
}

function lastStepOf(slug: string, steps: readonly Step[]): string {
  const step = steps.find(({ action }) => action === slug)
  return step === undefined ? 'à décrire' : `${STATE_WORDS[step.state]}, ${formatDay(step.on)}`
}

function lastDayOf(slug: string, values: readonly IndicatorValue[]): string {
  const days = values.filter(({ action }) => action === slug).map(({ on }) => on)
  const last = days.toSorted().at(-1)
  return last === undefined ? 'aucune' : formatDay(last)
}

/** `/agents/politique/suivi/:slug`: a value, a word on how far it is, and what was noted. */
export function FollowPage(
  props: Shell & {
    readonly placed: PlacedAction
    readonly steps: readonly Step[]
    readonly values: readonly IndicatorValue[]
    readonly valueState: FormState
    readonly stepState: FormState
  },
) {
  const { site, desk, keys, placed, steps, valueState, stepState } = props
  const { action } = placed
  const path = `${FOLLOW}/${action.slug}`
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={action.title}
      description="Noter où en est une action."
      current={FOLLOW}
      trail={[{ label: 'Suivi des actions', href: FOLLOW }]}
      publicFace={{ label: 'Voir l’action', href: `/politique/actions/${action.slug}` }}
    >
      <PageHeader title={action.title} lead={action.words} />
      <Section id="avancement" title="Où en est-elle ?">
        {steps.length === 0 ? (
          <p>Rien n’est encore dit. Commencez par une phrase.</p>
        ) : (
          <ul>
            {steps.map(({ on, state, words }) => (
              <li>
                <strong>{STATE_WORDS[state]}</strong>, {formatDay(on)} : {words}
              </li>
            ))}
          </ul>
        )}
        <StepForm path={path} keys={keys} state={stepState} />
      </Section>
      <Section id="valeurs" title="Valeurs des indicateurs">
        <ValueTable {...props} path={path} />
        {action.indicators.length > 0 && (
          <>
            <h3>Noter une valeur</h3>
            <ValueForm path={path} keys={keys} state={valueState} indicators={action.indicators} />
          </>
        )}
      </Section>
    </DeskPage>
  )
}

type FormPart = Pick<Shell, 'keys'> & { readonly path: string; readonly state: FormState }

function StepForm({ path, keys, state }: FormPart) {
  return (
    <Form action={`${path}/etapes`} keys={keys} state={state}>
      <ChoiceField
        name="etat"
        label="État"
        state={state}
        options={STEP_STATES.map((value) => ({ value, label: STATE_WORDS[value] }))}
      />
      <TextField name="etape-jour" label="Jour de cet état" hint={DAY_HINT} state={state} width={12} maxlength={10} />
      <TextArea name="etape-texte" label="En une phrase" hint="Ce sera lu de tous." state={state} rows={3} />
      <SubmitRow label="Noter où elle en est" />
    </Form>
  )
}

function ValueForm({ path, keys, state, indicators }: FormPart & { readonly indicators: readonly Indicator[] }) {
  return (
    <Form action={`${path}/valeurs`} keys={keys} state={state}>
      <SelectField
        name="indicateur"
        label="Indicateur"
        state={state}
        options={indicators.map((indicator) => ({
          value: indicator.slug,
          label: `${indicator.title} (cible : ${writtenMark(indicator.target, indicator)})`,
        }))}
      />
      <TextField name="jour" label="Jour de la valeur" hint={DAY_HINT} state={state} width={12} maxlength={10} />
      <TextField name="valeur" label="Valeur" state={state} inputmode="decimal" width={12} />
      <ChoiceField
        name="nature"
        label="Comment l’avez-vous ?"
        state={state}
        options={VALUE_NATURES.map((value) => ({ value, label: NATURE_WORDS[value] }))}
      />
      <OriginFields state={state} />
      <SubmitRow label="Noter cette valeur" />
    </Form>
  )
}

function ValueTable(
  props: Pick<Shell, 'keys'> & {
    readonly placed: PlacedAction
    readonly values: readonly IndicatorValue[]
    readonly path: string
  },
) {
  const { keys, placed, values, path } = props
  const indicatorOf = (slug: string) => placed.action.indicators.find((each) => each.slug === slug)
  return (
    <DataTable
      caption="Valeurs notées"
      rows={values}
      columns={[
        { header: 'Indicateur', namesRow: true, cell: ({ indicator }) => indicatorOf(indicator)?.title ?? indicator },
        { header: 'Jour', cell: ({ on }) => formatDay(on) },
        {
          header: 'Valeur',
          align: 'end',
          cell: ({ indicator, thousandths }) => writtenMeasure(thousandths, indicatorOf(indicator) ?? { unit: '' }),
        },
        { header: 'Source', cell: ({ source }) => writtenOrigin(source) },
        {
          header: 'Erreur ?',
          cell: ({ id, on }) => (
            <Form action={`${path}/retrait`} keys={keys} keep={{ valeur: id }}>
              <SubmitRow label={`Retirer la valeur du ${formatDay(on)}`} weight="danger" />
            </Form>
          ),
        },
      ]}
      empty={<p>Aucune valeur n’est notée.</p>}
    />
  )
}
