import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Page, type SiteFrame } from '#ui/page'
import { ROLE_RULES, type RoleGrant } from '../../roles/model.ts'
import { DoneNotice, nameOf, objectInWords, periodInWords } from '../words.tsx'

/** `/mon-espace/confirmer`: a code, then what it is about, then one act. */
export function OneActPage(props: {
  readonly site: SiteFrame
  readonly keys: HiddenKeys
  readonly state: FormState
  /** What the code is about, once it was typed. */
  readonly grant?: RoleGrant | undefined
  readonly names: ReadonlyMap<string, string>
  readonly done: string | undefined
}) {
  const { site, keys, state, grant, names } = props
  return (
    <Page
      site={site}
      title="Confirmer un acte"
      description="Confirmer un acte comme personne suppléante."
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Mon espace', href: '/mon-espace' },
      ]}
      unlisted
    >
      <PageHeader
        title="Confirmer un acte"
        lead="Vous avez reçu un code par e-mail : une équipe vous demande d’être la deuxième personne."
      />
      <DoneNotice done={props.done} />
      {grant === undefined ? (
        <Form action="/mon-espace/confirmer" keys={keys} state={state}>
          <TextField
            name="code"
            label="Le code reçu"
            hint="Douze signes, comme KQ7M-2XHD-9RTB. Les espaces et les tirets ne comptent pas."
            state={state}
            autocomplete="one-time-code"
            spellcheck={false}
            maxlength={40}
            width={20}
          />
          <SubmitRow label="Voir la demande" note="Rien n’est encore confirmé." />
        </Form>
      ) : (
        <Asked grant={grant} names={names} keys={keys} code={state.values.code ?? ''} />
      )}
    </Page>
  )
}

function Asked(props: {
  readonly grant: RoleGrant
  readonly names: ReadonlyMap<string, string>
  readonly keys: HiddenKeys
  readonly code: string
}) {
  const { grant, names, keys, code } = props
  const { label, meaning } = ROLE_RULES[grant.role]
  return (
    <Section id="demande" title={label} lead={meaning}>
      <Facts
        facts={[
          { label: 'Pour', value: nameOf(names, grant.personId) },
          { label: 'Sur quoi', value: objectInWords(grant.object) },
          { label: 'Période', value: periodInWords(grant) },
          { label: 'Demandé par', value: nameOf(names, grant.askedBy) },
          ...(grant.reason === null ? [] : [{ label: 'Pourquoi', value: grant.reason }]),
        ]}
      />
      <Form action="/mon-espace/confirmer" keys={keys} keep={{ code, etape: 'confirmer' }}>
        <SubmitRow
          label="Confirmer ce rôle"
          note="Confirmez seulement si vous connaissez cette demande. Dans le doute, appelez l’équipe."
          ways={[{ label: 'Ne pas confirmer', href: '/mon-espace' }]}
        />
      </Form>
    </Section>
  )
}
