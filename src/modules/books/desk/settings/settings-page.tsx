import { Badge } from '#ui/badge'
import { Disclosure } from '#ui/disclosure'
import { BoxField, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { BUDGET_SETTINGS, type BudgetSetting, type BudgetSettings, writtenSetting } from '../../budget/settings.ts'
import { BUDGET_DESK } from '../parts.tsx'
import { type Around, BudgetPage } from '../shell.tsx'

export const SETTINGS = `${BUDGET_DESK}/reglages`

type Props = Around & { readonly settings: BudgetSettings; readonly state: FormState }

/** `/agents/budget/reglages`: the figures the rules are read from, each with who says so. */
export function SettingsPage(props: Props) {
  const { site, desk, isFinance, settings, state } = props
  const all = Object.values(settings)
  return (
    <BudgetPage site={site} desk={desk} title="Réglages du budget" description="Délais de paiement et limites.">
      <PageHeader
        title="Réglages du budget"
        lead="Chaque chiffre a sa source. « À vérifier » tant que le service des finances ne l’a pas confirmé."
      />
      {state.problem !== undefined && <Notice kind="error" title={state.problem} />}
      <Section id="en-vigueur" title="En vigueur">
        <DataTable
          caption="Réglages en vigueur"
          captionHidden
          rows={all}
          columns={[
            { header: 'Réglage', namesRow: true, cell: ({ name }) => BUDGET_SETTINGS[name].label },
            { header: 'Valeur', align: 'end', cell: (setting) => writtenSetting(setting) },
            { header: 'Source', cell: ({ source }) => source },
            {
              header: 'Vérifié',
              cell: ({ isVerified }) => (isVerified ? 'Oui' : <Badge kind="draft">À vérifier</Badge>),
            },
          ]}
        />
        <p>
          <a href={`${BUDGET_DESK}/nomenclatures`}>Nomenclatures : chapitres, articles et fonctions</a>
        </p>
      </Section>
      {isFinance && (
        <Section id="changer" title="Changer un réglage">
          {all.map((setting) => (
            <Change {...props} setting={setting} />
          ))}
        </Section>
      )}
    </BudgetPage>
  )
}

function Change({ setting, state: sent, keysFor }: Props & { readonly setting: BudgetSetting }) {
  const { name, source, isVerified } = setting
  const isBack = sent.values.reglage === name
  const values = {
    [`valeur-${name}`]: writtenSetting(setting),
    [`source-${name}`]: source,
    ...(isVerified ? { [`verifie-${name}`]: 'oui' } : {}),
  }
  // Its problem is said once, at the top of the page.
  const state = isBack ? { values: sent.values, errors: sent.errors } : { values, errors: {} }
  return (
    <Disclosure summary={BUDGET_SETTINGS[name].label} open={isBack}>
      <Form action={SETTINGS} keys={keysFor()} state={state} keep={{ reglage: name }}>
        <TextField name={`valeur-${name}`} label="Valeur" state={state} maxlength={200} width={20} />
        <TextField
          name={`source-${name}`}
          label="Source"
          hint="La loi, l’arrêté, la page."
          state={state}
          maxlength={300}
        />
        <BoxField name={`verifie-${name}`} label="Le service des finances l’a vérifié" state={state} />
        <SubmitRow label="Enregistrer ce réglage" />
      </Form>
    </Disclosure>
  )
}
