import { limitsOf } from '#platform/files'
import { ButtonLink } from '#ui/action'
import { ActingBanner } from '#ui/desk'
import { ChoiceField, Form, type FormState, type HiddenKeys, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { AttachmentField, type HeldFile } from '#ui/upload'
import { CLAIM_LIMITS, PROOFS } from '../../claims/claiming.ts'
import { CLAIM_PIECE_RULES, CLAIM_PIECES } from '../../claims/pieces.ts'
import { PROOF_WORDS } from '../../claims/sentences.ts'
import { shownName } from '../../names.ts'
import type { ClaimRow } from '../../store/claims/index.ts'

type Props = {
  readonly site: SiteFrame
  /** Whom they act for. */
  readonly acting: string | undefined
  readonly structure: { readonly slug: string; readonly title: string }
  readonly claim: ClaimRow | undefined
  readonly states: { readonly claim: FormState; readonly code: FormState; readonly question: FormState }
  readonly held: readonly HeldFile[]
  /** Each form has keys of its own: one sent leaves the others good. */
  readonly keys: () => HiddenKeys
}

/** `/annuaire/:slug/revendiquer`: where the person stands, and what they may do next. */
export function ClaimPage(props: Props) {
  const { site, acting, structure, claim } = props
  const title = claim?.state === 'accepted' ? 'Vous tenez cette page' : 'Tenir la page de votre structure'
  return (
    <Page
      site={site}
      title={title}
      description="Demander à tenir la page d’une structure dans l’annuaire."
      trail={trailOf(structure)}
      scripts={['upload']}
      unlisted
    >
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader kicker={shownName(structure.title)} title={title} lead={leadOf(claim)} />
      <Standing {...props} />
    </Page>
  )
}

export function trailOf({ slug, title }: Props['structure']) {
  return [
    { label: 'Accueil', href: '/' },
    { label: 'Annuaire', href: '/annuaire' },
    { label: shownName(title), href: `/annuaire/${slug}` },
  ]
}

function leadOf(claim: ClaimRow | undefined): string {
  switch (claim?.state) {
    case 'code-sent':
      return 'Un code est parti à l’adresse de la structure. Recopiez-le ici.'
    case 'waiting':
      return 'Votre demande est arrivée. Un agent va la lire et vous répondre.'
    case 'asked':
      return 'Un agent vous pose une question.'
    case 'accepted':
      return 'Vous pouvez écrire la présentation, les horaires, le contact public et montrer une photo.'
    case 'refused':
    case 'withdrawn':
    case undefined:
      return 'Vous y travaillez, vous en êtes bénévole ou élu ? Dites-le, montrez-le : vous pourrez compléter la page.'
  }
}

function Standing(props: Props) {
  const { structure, claim, keys } = props
  const action = `/annuaire/${structure.slug}/revendiquer`
  switch (claim?.state) {
    case 'code-sent':
      return <CodeForms {...props} claim={claim} action={action} />
    case 'waiting':
      return (
        <>
          <Notice kind="info" title="Rien d’autre à faire.">
            <p>
              Demande du {formatInstant(claim.askedAt)}.
              {claim.domainProvenAt !== null && ` Votre adresse chez ${claim.domain} est vérifiée.`} Plusieurs personnes
              peuvent tenir la même page : chaque demande est lue.
            </p>
          </Notice>
          <GiveUp action={action} keys={keys()} label="Retirer ma demande" />
        </>
      )
    case 'asked':
      return <Question {...props} claim={claim} action={action} />
    case 'accepted':
      return (
        <>
          <p>
            <ButtonLink href={`/annuaire/${structure.slug}/notre-page`}>Écrire notre page</ButtonLink>
          </p>
          <GiveUp action={action} keys={keys()} label="Ne plus tenir cette page" />
        </>
      )
    case 'refused':
    case 'withdrawn':
    case undefined:
      return (
        <>
          {claim?.reason && <Ended claim={claim} />}
          <AskForm {...props} action={action} />
        </>
      )
  }
}

function Question(props: Props & { readonly claim: ClaimRow; readonly action: string }) {
  const { claim, states, keys, action } = props
  return (
    <>
      <Notice kind="warning" title="La question">
        <p>{claim.reason}</p>
      </Notice>
      <Form action={`${action}/reponse`} keys={keys()} state={states.question} files>
        <TextArea
          name="reponse"
          label="Votre réponse"
          state={states.question}
          rows={4}
          maxlength={CLAIM_LIMITS.words}
        />
        <Pieces {...props} state={states.question} />
        <SubmitRow label="Envoyer ma réponse" />
      </Form>
      <GiveUp action={action} keys={keys()} label="Retirer ma demande" />
    </>
  )
}

function Ended({ claim }: { readonly claim: ClaimRow }) {
  const title = claim.state === 'refused' ? 'Une demande a été refusée' : 'Votre accès a été retiré'
  return (
    <Notice kind="warning" title={title}>
      <p>{claim.reason}</p>
      <p>Vous pouvez demander de nouveau, avec autre chose à montrer.</p>
    </Notice>
  )
}

function AskForm(props: Props & { readonly action: string }) {
  const { states, keys, action } = props
  const state = states.claim
  return (
    <Form action={action} keys={keys()} state={state} files>
      <TextField
        name="fonction"
        label="Ce que vous faites dans la structure"
        hint="Par exemple : présidente, salarié, trésorière."
        state={state}
        maxlength={CLAIM_LIMITS.duty}
        autocomplete="organization-title"
      />
      <ChoiceField
        name="preuve"
        label="Comment le montrer ?"
        state={state}
        options={PROOFS.map((proof) => ({ value: proof, label: PROOF_WORDS[proof], hint: PROOF_HINTS[proof] }))}
      />
      <TextField
        name="adresse"
        label="Adresse e-mail de la structure"
        hint="Si vous avez choisi l’adresse. Elle finit par le nom de la structure : contact@votre-structure.fr."
        state={state}
        optional
        type="email"
        maxlength={254}
      />
      <Pieces {...props} state={state} />
      <TextArea
        name="message"
        label="Un mot pour l’agent"
        hint="Si vous préférez un agent : dites comment il peut vérifier."
        state={state}
        optional
        rows={3}
        maxlength={CLAIM_LIMITS.words}
      />
      <p class="hint">
        Votre demande est vue par les agents seulement. <a href="/donnees-personnelles">Vos données</a>
      </p>
      <SubmitRow label="Demander à tenir la page" />
    </Form>
  )
}

const PROOF_HINTS = {
  mail: 'Un code part à cette adresse. Les adresses que tout le monde peut ouvrir (gmail, orange…) ne suffisent pas.',
  document: 'Récépissé de la préfecture, procès-verbal, courrier à en-tête.',
  agent: 'Il vous répond ici, et vérifie à sa façon.',
} as const

function Pieces({ state, held }: { readonly state: FormState; readonly held: readonly HeldFile[] }) {
  return (
    <AttachmentField
      kind={CLAIM_PIECES}
      limits={limitsOf(CLAIM_PIECE_RULES)}
      hint="Les agents seuls l’ouvrent."
      state={state}
      held={held}
    />
  )
}

function CodeForms(props: Props & { readonly claim: ClaimRow; readonly action: string }) {
  const { claim, states, keys, action } = props
  return (
    <>
      <Form action={`${action}/code`} keys={keys()} state={states.code}>
        <TextField
          name="code"
          label="Le code à 6 chiffres"
          hint={`Envoyé à ${claim.address ?? ''}. Il sert pendant 30 minutes.`}
          state={states.code}
          inputmode="numeric"
          autocomplete="one-time-code"
          width={10}
          maxlength={12}
        />
        <SubmitRow label="Vérifier le code" />
      </Form>
      <Section id="autrement" title="Le code n’arrive pas ?">
        <p>Attendez deux minutes et regardez les indésirables. Vous pouvez aussi choisir une autre façon.</p>
        <GiveUp action={action} keys={keys()} label="Choisir une autre façon" />
      </Section>
    </>
  )
}

function GiveUp(props: { readonly action: string; readonly keys: HiddenKeys; readonly label: string }) {
  return (
    <Form action={`${props.action}/abandon`} keys={props.keys}>
      <SubmitRow label={props.label} weight="danger" />
    </Form>
  )
}
