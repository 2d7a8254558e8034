import { Button } from '#ui/action'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { ChoiceField, ErrorSummary, Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import { veiledAddress } from '../person-fields.ts'
import { REASON_LABELS } from '../sentences.ts'
import type { FoundPerson, Person } from '../store/index.ts'

type Shown = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly drawKeys: () => HiddenKeys
  readonly state: FormState
  /** Undefined: nothing was looked for. */
  readonly found: readonly FoundPerson[] | undefined
}

/** `/agents/pour`. */
export function ActForPage(props: Shown & { readonly chosen: Person | undefined }) {
  const { site, desk, drawKeys, state, found, chosen } = props
  const keepsProblem = state.problem !== undefined
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Agir pour quelqu’un"
      description="Faire une démarche à la place d’une personne."
      current="/agents/pour"
    >
      <PageHeader
        title="Agir pour quelqu’un"
        lead="Pour une personne qui ne peut pas le faire seule. Tout ce que vous ferez sera noté à vos deux noms, et elle le verra."
      />
      {keepsProblem && <ErrorSummary state={{ ...state, errors: {} }} />}
      {chosen ? (
        <WhyForm chosen={chosen} keys={drawKeys()} state={state} />
      ) : (
        <>
          <SearchPeople {...props} action="/agents/pour" />
          {found !== undefined && (
            <FoundPeople
              found={found}
              row={(person) => (
                <Form action="/agents/pour/choisir" keys={drawKeys()} keep={{ personne: person.id }}>
                  <Button weight="quiet">
                    Agir<span class="hidden"> pour {person.displayName}</span>
                  </Button>
                </Form>
              )}
            />
          )}
          <NewPerson action="/agents/pour/nouveau" keys={drawKeys()} state={state} />
        </>
      )}
    </DeskPage>
  )
}

function WhyForm(props: { readonly chosen: Person; readonly keys: HiddenKeys; readonly state: FormState }) {
  const { chosen, keys, state } = props
  return (
    <Section id="raison" title={`Pour ${chosen.displayName}`}>
      <Form action="/agents/pour/agir" keys={keys} state={state} keep={{ personne: chosen.id }}>
        <ChoiceField
          name="raison"
          label="Pourquoi agissez-vous pour cette personne ?"
          options={Object.entries(REASON_LABELS).map(([value, label]) => ({ value, label }))}
          state={state}
        />
        <SubmitRow
          label={`Agir pour ${chosen.displayName}`}
          ways={[{ label: 'Chercher quelqu’un d’autre', href: '/agents/pour' }]}
        />
      </Form>
    </Section>
  )
}

/** Looks for a person by a name, an address or a card. */
export function SearchPeople(props: Shown & { readonly action: string }) {
  const state = 'mots' in props.state.errors ? props.state : { values: props.state.values, errors: {} }
  return (
    <Section id="chercher" title="Chercher la personne">
      <Form action={props.action} keys={props.drawKeys()} state={state}>
        <TextField
          name="mots"
          label="Nom, adresse e-mail ou numéro de carte"
          hint="L’adresse ou le numéro en entier ; du nom, une partie suffit."
          type="search"
          autocomplete="off"
          maxlength={254}
          state={state}
        />
        <SubmitRow label="Chercher" />
      </Form>
    </Section>
  )
}

/** Who was found, each with what can be done. */
export function FoundPeople(props: {
  readonly found: readonly FoundPerson[]
  readonly row: (person: FoundPerson) => unknown
}) {
  const { found, row } = props
  return (
    <Section id="trouvees" title={found.length === 0 ? 'Personne de ce nom' : 'Personnes trouvées'}>
      {found.length === 0 && <p>Vérifiez l’orthographe, ou inscrivez la personne ci-dessous.</p>}
      <ul class="account-list">
        {found.map((person) => (
          <li>
            <span>
              <strong>{person.displayName}</strong>
              {person.addresses.map((address) => `, ${veiledAddress(address)}`)}
              {person.hasCard && ', a une carte'}
            </span>
            {row(person)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Somebody who has no account and no address. */
export function NewPerson(props: { readonly action: string; readonly keys: HiddenKeys; readonly state: FormState }) {
  const state = 'nom' in props.state.errors ? props.state : { values: {}, errors: {} }
  return (
    <Section id="nouveau" title="Inscrire une personne sans e-mail">
      <Form action={props.action} keys={props.keys} state={state}>
        <TextField
          name="nom"
          label="Comment veut-elle qu’on l’appelle ?"
          autocomplete="off"
          maxlength={60}
          state={state}
        />
        <SubmitRow label="Inscrire cette personne" />
      </Form>
    </Section>
  )
}
