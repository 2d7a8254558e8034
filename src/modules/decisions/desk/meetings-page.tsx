import { ROLE_NAMES } from '#platform/sessions'
import { Badge } from '#ui/badge'
import { type DeskFrame, DeskPage } from '#ui/desk'
import {
  BoxesField,
  BoxField,
  ChoiceField,
  Form,
  type FormState,
  type HiddenKeys,
  SubmitRow,
  TextField,
} from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { deadlinesOf } from '../deadlines.ts'
import type { Day } from '../model.ts'
import { BODY_WORDS } from '../sentences.ts'
import { rolesIn, SETTING_NAMES, SETTINGS, type SettingName, type Settings, SIGNING_ROLES } from '../settings.ts'
import { frenchDay } from '../standing.ts'
import type { Meeting } from '../store/index.ts'

const PATH = '/agents/seances'

type Shell = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly keys: HiddenKeys
  readonly state: FormState
}

/** `/agents/seances`: those to come with their next deadline, a form for one more. */
export function MeetingsPage(
  props: Shell & {
    readonly coming: readonly Meeting[]
    readonly past: readonly Meeting[]
    readonly settings: Settings
    readonly today: Day
  },
) {
  const { site, desk, coming, past, settings, today, keys, state } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Séances"
      description="Les séances de l’assemblée et de la commission permanente."
      current={PATH}
      publicFace={{ label: 'Voir les décisions publiées', href: '/decisions' }}
    >
      <PageHeader title="Séances" lead="Chaque date limite est comptée en arrière depuis le jour de la séance.">
        <a href={`${PATH}/reglages`}>Délais et réglages</a>
      </PageHeader>
      <Section id="a-venir" title="À venir">
        <DataTable
          caption="Séances à venir"
          captionHidden
          rows={coming}
          columns={[
            meetingColumn,
            { header: 'Lieu', cell: ({ place }) => place },
            { header: 'Prochaine date limite', cell: (meeting) => nextDeadline(meeting, settings, today) },
          ]}
          empty={
            <EmptyState title="Aucune séance n’est prévue.">
              <p>Notez la prochaine ci-dessous : ses dates limites paraîtront ici et dans le calendrier.</p>
            </EmptyState>
          }
        />
      </Section>
      <Section id="nouvelle" title="Noter une séance">
        <MeetingForm state={state} keys={keys} action={PATH} label="Noter cette séance" />
      </Section>
      {past.length > 0 && (
        <Section id="passees" title="Passées">
          <DataTable
            caption="Séances passées"
            captionHidden
            rows={past}
            columns={[meetingColumn, { header: 'Lieu', cell: ({ place }) => place }]}
          />
        </Section>
      )}
    </DeskPage>
  )
}

/** What is noted of a meeting: the same to note one and to move it. */
export function MeetingForm(
  props: Pick<Shell, 'state' | 'keys'> & {
    readonly action: string
    readonly label: string
    readonly note?: string
    readonly keep?: Readonly<Record<string, string>>
  },
) {
  const { state } = props
  return (
    <Form action={props.action} keys={props.keys} state={state} keep={props.keep}>
      <ChoiceField
        name="instance"
        label="Qui se réunit ?"
        state={state}
        options={Object.entries(BODY_WORDS).map(([value, label]) => ({ value, label }))}
      />
      <TextField name="jour" label="Jour" type="date" state={state} width={14} />
      <TextField name="heure" label="Heure" hint="Comme 14:30." state={state} width={8} />
      <TextField name="lieu" label="Lieu" state={state} maxlength={200} />
      <TextField
        name="elus"
        label="Nombre d’élus qui votent"
        hint="L’effectif complet de l’instance, absents compris."
        state={state}
        inputmode="numeric"
        width={6}
      />
      <SubmitRow label={props.label} note={props.note} />
    </Form>
  )
}

const meetingColumn = {
  header: 'Séance',
  namesRow: true,
  cell: ({ id, body, meetsAt }: Meeting) => (
    <a href={`${PATH}/${id}`}>
      {BODY_WORDS[body]}, {formatInstant(meetsAt)}
    </a>
  ),
}

function nextDeadline({ on }: Meeting, settings: Settings, today: Day) {
  const next = deadlinesOf(on, settings).find((deadline) => deadline.on >= today)
  return next ? `${next.label} : ${frenchDay(next.on)}` : 'Toutes passées'
}

/** `/agents/seances/reglages`: the parameters, each with its source. */
export function SettingsPage(
  props: Shell & {
    readonly settings: Settings
    readonly asked: SettingName | undefined
    /** Roles ticked in a form that comes back. */
    readonly chosen: string | undefined
  },
) {
  const { site, desk, settings, asked, keys, state, chosen } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Délais et réglages"
      description="Délais des séances et identifiants de la collectivité, avec leur source."
      current={PATH}
      trail={[{ label: 'Séances', href: PATH }]}
    >
      <PageHeader
        title="Délais et réglages"
        lead="Chaque valeur a sa source. « À vérifier » tant que le service juridique ne l’a pas confirmée."
      />
      {asked !== undefined && <SettingForm {...{ asked, settings, keys, state, chosen }} />}
      <Section id="reglages" title="Valeurs en vigueur">
        <DataTable
          caption="Réglages des décisions"
          captionHidden
          rows={SETTING_NAMES.map((name) => settings.get(name)!)}
          columns={[
            {
              header: 'Réglage',
              namesRow: true,
              cell: ({ name }) => <a href={`${PATH}/reglages?reglage=${name}`}>{SETTINGS[name].label}</a>,
            },
            { header: 'Valeur', cell: ({ name, value }) => valueTold(name, value) },
            { header: 'Source', cell: ({ source }) => source },
            {
              header: 'État',
              cell: ({ isVerified }) => (
                <Badge kind={isVerified ? 'decided' : 'draft'}>{isVerified ? 'Vérifié' : 'À vérifier'}</Badge>
              ),
            },
          ]}
        />
      </Section>
    </DeskPage>
  )
}

function SettingForm(props: {
  readonly asked: SettingName
  readonly settings: Settings
  readonly keys: HiddenKeys
  readonly state: FormState
  readonly chosen: string | undefined
}) {
  const { asked, settings, keys, state, chosen } = props
  const { value, source, isVerified } = settings.get(asked)!
  const isSent = state.values.reglage !== undefined
  const values = isSent ? state.values : { valeur: value, source, verifie: isVerified ? 'oui' : '' }
  const filled = { ...state, values }
  const { label, shape } = SETTINGS[asked]
  return (
    <Section id="changer" title={label}>
      <Form action={`${PATH}/reglages`} keys={keys} state={filled} keep={{ reglage: asked, lu: value }}>
        {shape === 'roles' ? (
          <BoxesField
            name="valeur"
            label="Qui peut donner ce visa"
            hint="Une délégation prête la fonction, donc le visa, pour sa durée."
            state={filled}
            chosen={rolesIn(chosen ?? value)}
            options={SIGNING_ROLES.map((role) => ({ value: role, label: capital(ROLE_NAMES[role]) }))}
          />
        ) : (
          <TextField
            name="valeur"
            label={shape === 'days' ? 'Nombre de jours' : 'Valeur'}
            state={filled}
            maxlength={200}
          />
        )}
        <TextField name="source" label="Qui le dit" state={filled} maxlength={300} />
        <BoxField name="verifie" label="Confirmé par le service juridique" state={filled} />
        <SubmitRow label="Enregistrer ce réglage" ways={[{ label: 'Ne rien changer', href: `${PATH}/reglages` }]} />
      </Form>
    </Section>
  )
}

function valueTold(name: SettingName, value: string): string {
  if (value === '') return 'Pas encore renseigné'
  const { shape } = SETTINGS[name]
  if (shape === 'roles') {
    return rolesIn(value)
      .map((role) => ROLE_NAMES[role])
      .join(', ')
  }
  if (shape !== 'days') return value
  return Number(value) < 2 ? `${value} jour` : `${value} jours`
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('fr') + words.slice(1)
}
