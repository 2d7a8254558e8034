import { DeskPage } from '#ui/desk'
import { BoxField, Form, SubmitRow, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { MoneyField } from '#ui/money-field'
import { DataTable } from '#ui/table'
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings, shownSetting } from '../settings.ts'
import { GRANTS, type Sent, type Shell } from './parts.ts'

export const SETTINGS_PLACE = { label: 'Seuils et plafonds', href: `${GRANTS.href}/reglages` } as const

/** `/agents/subventions/reglages`: thresholds and ceilings, each with who says so. */
export function SettingsPage(props: Shell & { readonly settings: Settings; readonly mayWrite: boolean }) {
  const { site, desk, settings, mayWrite } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Seuils et plafonds"
      description="Les seuils des subventions, avec leur source."
      current={SETTINGS_PLACE.href}
      trail={[GRANTS]}
    >
      <PageHeader title="Seuils et plafonds" lead="Ce que la plateforme applique, et qui le dit.">
        <a href={`${GRANTS.href}/de-minimis`}>Les aides de minimis</a>
      </PageHeader>
      <DataTable
        caption="Seuils et plafonds"
        captionHidden
        rows={SETTING_NAMES.map((name) => settings.get(name)!)}
        columns={[
          {
            header: 'Réglage',
            namesRow: true,
            cell: ({ name }) => {
              const { label } = SETTINGS[name]
              return mayWrite ? <a href={`${SETTINGS_PLACE.href}/${name}`}>{label}</a> : label
            },
          },
          { header: 'Valeur', align: 'end', cell: shownSetting },
          { header: 'Source', cell: ({ source }) => source },
          { header: 'Vérifié', cell: ({ isVerified }) => (isVerified ? 'oui' : 'à vérifier par le juridique') },
        ]}
      />
    </DeskPage>
  )
}

/** `/agents/subventions/reglages/:name`: one of them, its value, who says so. */
export function SettingPage(props: Shell & Sent & { readonly name: SettingName; readonly readValue: string }) {
  const { site, desk, name, state, keys, readValue } = props
  const { label, shape } = SETTINGS[name]
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={label}
      description="Changer un seuil ou un plafond, avec sa source."
      current={SETTINGS_PLACE.href}
      trail={[GRANTS, SETTINGS_PLACE]}
    >
      <PageHeader
        title={label}
        lead="Il s’applique dès que vous l’enregistrez. Ce qui est déjà décidé ne change pas."
      />
      <Form action={`${SETTINGS_PLACE.href}/${name}`} keys={keys} state={state} keep={{ lue: readValue }}>
        {shape === 'cents' ? (
          <MoneyField name="valeur" label="Valeur" state={state} />
        ) : (
          <TextField name="valeur" label="Valeur" state={state} inputmode="numeric" width={6} />
        )}
        <TextField
          name="source"
          label="Qui le dit"
          hint="L’article d’une loi, d’un décret, d’un règlement, ou une délibération."
          state={state}
          maxlength={300}
        />
        <BoxField name="verifie" label="Le service juridique l’a vérifié" state={state} />
        <SubmitRow label="Enregistrer" ways={[{ label: 'Abandonner', href: SETTINGS_PLACE.href }]} />
      </Form>
    </DeskPage>
  )
}
