import type { NoticeSubject } from '#platform/notices'
import { Button } from '#ui/action'
import { type CommuneChoice, CommuneField } from '#ui/commune-field'
import { ActingBanner, Keys } from '#ui/desk'
import { ChoiceField, EMPTY_FORM, Form, type FormState, type HiddenKeys, SelectField, SubmitRow } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import {
  type Choices,
  HOURS,
  RHYTHM_VALUES,
  RHYTHM_WORDS,
  rhythmOf,
  SCOPE_VALUES,
  type Scope,
  valueOfRhythm,
  WEEKDAYS,
} from '../choices.ts'

const PATH = '/mon-espace/messages/reglages'

type Props = {
  readonly site: SiteFrame
  readonly acting: string | undefined
  readonly choices: Choices
  readonly subjects: readonly NoticeSubject[]
  readonly places: readonly { readonly place: string; readonly name: string }[]
  readonly state: FormState
  readonly placeState?: FormState
  readonly communes?: readonly CommuneChoice[]
  readonly isSaved: boolean
  readonly keysFor: () => HiddenKeys
}

/** `/mon-espace/messages/reglages`: places first, since they say what one is told; then how soon. */
export function ChoicesPage(props: Props) {
  const { acting, isSaved } = props
  return (
    <Page
      site={props.site}
      title="Ce que vous recevez"
      description="Les lieux que vous suivez, les sujets, et combien de courriels."
      current="/mon-espace"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Mon espace', href: '/mon-espace' },
        { label: 'Mes messages', href: '/mon-espace/messages' },
      ]}
      scripts={['commune-picker']}
      unlisted
    >
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader
        title="Ce que vous recevez"
        lead="Suivez des lieux, puis dites si vous voulez des courriels souvent, rarement ou jamais."
      />
      {isSaved && <Notice kind="success" title="C’est enregistré. Cela vaut dès maintenant." />}
      <Places {...props} />
      <Rhythms {...props} />
    </Page>
  )
}

function Places(props: Props) {
  const { places, keysFor } = props
  return (
    <Section
      id="lieux"
      title="Les lieux que vous suivez"
      lead="Ce qui s’y passe vous est annoncé : un comptoir, une visite, une date à ne pas manquer."
    >
      {places.length === 0 ? (
        <EmptyState title="Vous ne suivez aucun lieu.">
          <p>Vous recevez seulement ce qui concerne votre compte et vos démarches.</p>
        </EmptyState>
      ) : (
        <ul class="entries">
          {places.map(({ place, name }) => (
            <li class="entry">
              <h3 class="entry-title">{name}</h3>
              <form action={`${PATH}/lieux/retirer`} method="post">
                <Keys keys={keysFor()} />
                <input type="hidden" name="lieu" value={place} />
                <Button weight="plain">
                  Ne plus suivre<span class="hidden"> {name}</span>
                </Button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <FollowForm {...props} />
    </Section>
  )
}

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  commune: 'Une commune',
  epci: 'Une commune et toute son intercommunalité',
  territory: 'Tout le territoire',
}

function FollowForm({ placeState = { values: { portee: 'commune' }, errors: {} }, communes, keysFor }: Props) {
  return (
    <Form action={`${PATH}/lieux`} keys={keysFor()} state={placeState}>
      <ChoiceField
        name="portee"
        label="Suivre"
        state={placeState}
        options={Object.entries(SCOPE_VALUES).map(([value, scope]) => ({ value, label: SCOPE_WORDS[scope] }))}
      />
      <CommuneField
        name="commune"
        label="Quelle commune ?"
        hint="Son nom ou son code postal. Laissez vide pour tout le territoire."
        state={placeState}
        choices={communes}
      />
      <SubmitRow label="Suivre ce lieu" />
    </Form>
  )
}

function Rhythms({ subjects, choices, state, keysFor }: Props) {
  const refusable = subjects.filter(({ isService }) => !isService)
  const service = subjects.filter(({ isService }) => isService)
  const chosen = refusable.map(
    (subject) => [`rythme-${subject.id}`, valueOfRhythm(rhythmOf(subject, choices.rhythms))] as const,
  )
  const day = WEEKDAYS[choices.weekday - 1] ?? WEEKDAYS[0]
  const values = { ...Object.fromEntries(chosen), heure: choices.dailyAt, jour: day, ...state.values }
  const shown = { ...EMPTY_FORM, ...state, values }
  return (
    <Section
      id="rythme"
      title="Les courriels"
      lead="Tout est toujours dans vos messages. Les courriels sont en plus : choisissez combien."
    >
      <Form action={PATH} keys={keysFor()} state={shown}>
        {refusable.map(({ id, name, brings }) => (
          <SelectField
            name={`rythme-${id}`}
            label={name}
            hint={brings}
            state={shown}
            options={Object.entries(RHYTHM_VALUES).map(([value, rhythm]) => ({ value, label: RHYTHM_WORDS[rhythm] }))}
          />
        ))}
        <SelectField
          name="heure"
          label="À quelle heure ?"
          hint="Pour les courriels d’une fois par jour ou par semaine."
          state={shown}
          options={HOURS.map((hour) => ({ value: hour, label: hour.replace(':', ' h ').replace(' h 00', ' h') }))}
        />
        <SelectField
          name="jour"
          label="Quel jour ?"
          hint="Pour les courriels d’une fois par semaine."
          state={shown}
          options={WEEKDAYS.map((weekday) => ({ value: weekday, label: weekday }))}
        />
        <SubmitRow label="Enregistrer" />
      </Form>
      {service.length > 0 && (
        <>
          <h3>Ce qui part toujours</h3>
          <p>Ces courriels suivent ce que vous faites ici, ou protègent votre compte : ils ne s’arrêtent pas.</p>
          <ul>
            {service.map(({ name, brings }) => (
              <li>
                <strong>{name}</strong> : {brings}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
