import type { Settings } from '#platform/context'
import { limitsOf } from '#platform/files'
import { ButtonLink } from '#ui/action'
import { type CommuneChoice, CommuneField } from '#ui/commune-field'
import { Form, type FormState, type HiddenKeys, SelectField, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { telephoneHref } from '#ui/frame'
import { PageHeader, Section } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { AttachmentField, type HeldFile } from '#ui/upload'
import { ATTACHMENT_KIND, ATTACHMENT_RULES, LONGEST, SUBJECT_WORDS, SUBJECTS } from '../model.ts'

const HOME = [{ label: 'Accueil', href: '/' }]

/** `/contact`: the form, and the ways that need no form. */
export function ContactPage(props: {
  readonly site: SiteFrame
  readonly contact: Settings['contact']
  readonly keys: HiddenKeys
  readonly state: FormState
  /** Those that may be meant; undefined while the territory has no communes to ask about. */
  readonly communes: readonly CommuneChoice[] | undefined
  /** Files that came with a form that comes back. */
  readonly held: readonly HeldFile[]
}) {
  const { site, contact, keys, state, communes, held } = props
  return (
    <Page
      site={site}
      path="/contact"
      title="Nous contacter"
      description="Nous écrire, nous appeler, signaler une page qui vous résiste."
      trail={HOME}
      scripts={[...(communes ? ['commune-picker'] : []), 'upload']}
    >
      <PageHeader
        title="Nous contacter"
        lead="Une personne lit chaque message. Rien n’est obligatoire, sauf ce que vous voulez nous dire."
      />
      <Section id="ecrire" title="Nous écrire">
        <WriteForm {...{ keys, state, communes, held }} />
      </Section>
      <OtherWays contact={contact} />
    </Page>
  )
}

function WriteForm(props: {
  readonly keys: HiddenKeys
  readonly state: FormState
  readonly communes: readonly CommuneChoice[] | undefined
  readonly held: readonly HeldFile[]
}) {
  const { keys, state, communes, held } = props
  return (
    <Form action="/contact" keys={keys} state={state} files>
      <SelectField
        name="sujet"
        label="De quoi s’agit-il ?"
        state={state}
        empty="Choisissez"
        options={SUBJECTS.map((subject) => ({ value: subject, label: SUBJECT_WORDS[subject] }))}
      />
      <TextArea name="message" label="Votre message" state={state} rows={7} maxlength={LONGEST.body} />
      <AttachmentField
        kind={ATTACHMENT_KIND}
        limits={limitsOf(ATTACHMENT_RULES)}
        hint="Une photo, un courrier, un document qui aide à comprendre."
        state={state}
        held={held}
      />
      <AboutYou state={state} communes={communes} />
      <p class="hint">
        Votre message est gardé un an, vu par les agents seulement, puis supprimé.{' '}
        <a href="/donnees-personnelles">Vos données</a>
      </p>
      <SubmitRow label="Envoyer mon message" />
    </Form>
  )
}

function AboutYou(props: { readonly state: FormState; readonly communes: readonly CommuneChoice[] | undefined }) {
  const { state, communes } = props
  return (
    <>
      <TextField
        name="nom"
        label="Comment vous appeler ?"
        state={state}
        optional
        autocomplete="name"
        maxlength={LONGEST.name}
      />
      {communes && (
        <CommuneField
          name="commune"
          label="Votre commune"
          hint="Son nom, même approché, ou son code postal. Rien si vous habitez ailleurs."
          state={state}
          optional
          choices={communes}
        />
      )}
      <TextField
        name="email"
        label="Votre adresse e-mail"
        hint="Pour vous répondre, et pour rien d’autre. Exemple : nom@exemple.fr"
        state={state}
        optional
        type="email"
        autocomplete="email"
        maxlength={LONGEST.email}
      />
      <TextField
        name="telephone"
        label="Votre téléphone"
        hint="Si vous préférez qu’on vous rappelle."
        state={state}
        optional
        type="tel"
        autocomplete="tel"
        maxlength={LONGEST.telephone}
      />
    </>
  )
}

function OtherWays({ contact }: { readonly contact: Settings['contact'] }) {
  const { telephone, hours, postalAddress } = contact
  if (telephone === null && postalAddress === null) return null
  return (
    <Section id="autrement" title="Autrement">
      {telephone !== null && (
        <p>
          Par téléphone : <a href={telephoneHref(telephone)}>{telephone}</a>
          {hours !== null && `, ${hours}`}.
        </p>
      )}
      {postalAddress !== null && <p>Par courrier : {postalAddress}</p>}
    </Section>
  )
}

/** The receipt: a different page from the form, so that nobody wonders whether it went. */
export function ReceivedPage(props: {
  readonly site: SiteFrame
  readonly reference: string
  readonly receivedAt: Date
  readonly hasWayBack: boolean
}) {
  return (
    <Page
      site={props.site}
      title="Message reçu"
      description="Votre message est arrivé."
      trail={[...HOME, { label: 'Nous contacter', href: '/contact' }]}
      unlisted
    >
      <PageHeader
        kicker="C’est envoyé"
        title="Nous avons reçu votre message."
        lead={`Le ${formatInstant(props.receivedAt)}.`}
      >
        <p>
          Sa référence : <strong class="receipt">{props.reference}</strong>. Donnez-la si vous nous appelez.
        </p>
      </PageHeader>
      <p>
        {props.hasWayBack
          ? 'Une personne vous répondra à l’adresse ou au numéro que vous avez donnés.'
          : 'Vous n’avez laissé ni adresse ni numéro : nous lirons votre message sans pouvoir y répondre.'}
      </p>
      <p>
        <ButtonLink href="/" weight="quiet">
          Revenir à l’accueil
        </ButtonLink>
      </p>
    </Page>
  )
}
