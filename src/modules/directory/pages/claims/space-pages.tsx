import { ButtonLink } from '#ui/action'
import { type CommuneChoice, CommuneField } from '#ui/commune-field'
import { ActingBanner } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SelectField, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { ShownFile } from '#ui/upload'
import type { Declaration } from '../../claims/declaring.ts'
import { CLAIM_STATES } from '../../claims/sentences.ts'
import { shownName } from '../../names.ts'
import type { ClaimRow, Revision } from '../../store/claims/index.ts'
import { FAMILIES } from '../../words.ts'
import { TextToRead } from './reading.tsx'

const PATH = '/mon-espace/annuaire'
const TRAIL = [
  { label: 'Accueil', href: '/' },
  { label: 'Mon espace', href: '/mon-espace' },
]
const OWN = [...TRAIL, { label: 'Mes structures', href: PATH }]

type Site = {
  readonly site: SiteFrame
  /** Of whom one acts for. */
  readonly acting: string | undefined
}

/** `/mon-espace/annuaire` */
export function OwnStructuresPage(
  props: Site & {
    readonly claims: readonly ClaimRow[]
    readonly declarations: readonly Declaration[]
    readonly readsTexts: boolean
    readonly isDone: boolean
  },
) {
  const { site, acting, claims, declarations, readsTexts, isDone } = props
  return (
    <Page
      site={site}
      title="Mes structures"
      description="Les pages que vous tenez dans l’annuaire."
      trail={TRAIL}
      unlisted
    >
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader
        title="Mes structures"
        lead="Les pages que vous tenez dans l’annuaire, et ce que vous avez demandé."
      />
      {isDone && (
        <Notice kind="success" title="Votre déclaration est envoyée.">
          <p>Un agent va la lire. Vous serez prévenu de sa réponse.</p>
        </Notice>
      )}
      {readsTexts && (
        <p>
          <ButtonLink href={`${PATH}/relecture`}>Relire des textes, comme ambassadeur</ButtonLink>
        </p>
      )}
      <Section id="pages" title="Les pages">
        <OwnPages claims={claims} />
      </Section>
      <Section id="declarations" title="Une structure n’y est pas ?">
        {declarations.length > 0 && (
          <ul>
            {declarations.map(({ title, state, slug, reason }) => (
              <li>
                {slug === null ? title : <a href={`/annuaire/${slug}`}>{title}</a>} : {DECLARED_WORDS[state]}
                {reason !== null && ` « ${reason} »`}
              </li>
            ))}
          </ul>
        )}
        <p>
          <ButtonLink href={`${PATH}/ajouter`} weight="quiet">
            Déclarer une structure
          </ButtonLink>
        </p>
      </Section>
    </Page>
  )
}

function OwnPages({ claims }: { readonly claims: readonly ClaimRow[] }) {
  return (
    <DataTable<ClaimRow>
      caption="Les pages que vous tenez ou avez demandées"
      captionHidden
      rows={claims}
      columns={[
        {
          header: 'Structure',
          namesRow: true,
          cell: ({ slug, title }) => <a href={`/annuaire/${slug}/revendiquer`}>{shownName(title)}</a>,
        },
        { header: 'Votre demande', cell: ({ state }) => CLAIM_STATES[state] },
        { header: 'Depuis', cell: ({ askedAt }) => formatInstant(askedAt) },
      ]}
      empty={
        <EmptyState title="Vous ne tenez aucune page.">
          <p>
            Cherchez votre structure dans <a href="/annuaire">l’annuaire</a>, puis choisissez « C’est ma structure ».
          </p>
        </EmptyState>
      }
    />
  )
}

const DECLARED_WORDS: Readonly<Record<Declaration['state'], string>> = {
  waiting: 'un agent va répondre.',
  accepted: 'elle est dans l’annuaire.',
  refused: 'refusée.',
}

/** `/mon-espace/annuaire/ajouter` */
export function DeclarePage(
  props: Site & {
    readonly state: FormState
    readonly keys: HiddenKeys
    readonly communes: readonly CommuneChoice[]
  },
) {
  const { site, acting, state, keys, communes } = props
  return (
    <Page
      site={site}
      title="Déclarer une structure"
      description="Ajouter à l’annuaire une structure que Sirene ne connaît pas."
      trail={OWN}
      scripts={['commune-picker']}
      unlisted
    >
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader
        title="Déclarer une structure"
        lead="Pour une association qui n’a qu’un numéro RNA, ou une structure en train de naître. Un agent lit avant que ce soit public."
      />
      <Form action={`${PATH}/ajouter`} keys={keys} state={state}>
        <TextField name="nom" label="Son nom" state={state} maxlength={200} autocomplete="organization" />
        <TextField
          name="numero"
          label="Son numéro"
          hint="RNA (W et 9 chiffres), SIREN (9 chiffres) ou SIRET (14). Rien si elle est en train de naître."
          state={state}
          optional
          width={20}
          maxlength={25}
        />
        <SelectField
          name="famille"
          label="Sa forme"
          state={state}
          empty="Choisissez"
          options={FAMILIES.map(({ family, one }) => ({ value: family, label: one }))}
        />
        <CommuneField name="commune" label="Sa commune" state={state} choices={communes} />
        <TextArea
          name="objet"
          label="Ce qu’elle fait"
          hint="Quelques phrases simples. N’y nommez personne."
          state={state}
          rows={4}
          maxlength={1000}
        />
        <SubmitRow label="Envoyer ma déclaration" note="La page dira qu’elle a été déclarée par ses membres." />
      </Form>
    </Page>
  )
}

/** `/mon-espace/annuaire/relecture` */
export function ToReadPage(props: Site & { readonly texts: readonly Revision[]; readonly isDone: boolean }) {
  const { site, acting, texts, isDone } = props
  return (
    <Page site={site} title="Textes à relire" description="Les textes que vous relisez." trail={OWN} unlisted>
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader
        title="Textes à relire"
        lead="Comme ambassadeur, vous relisez ce que les structures voisines écrivent sur leur page."
      />
      {isDone && <Notice kind="success" title="Votre réponse est envoyée à la structure." />}
      <DataTable<Revision>
        caption="Textes à relire"
        captionHidden
        rows={texts}
        columns={[
          {
            header: 'Structure',
            namesRow: true,
            cell: ({ id, title }) => <a href={`${PATH}/relecture/${id}`}>{shownName(title)}</a>,
          },
          { header: 'Écrit', cell: ({ savedAt }) => formatInstant(savedAt) },
          { header: 'Aujourd’hui', cell: ({ state }) => (state === 'published' ? 'déjà public' : 'pas encore public') },
        ]}
        empty={<EmptyState title="Rien à relire." />}
      />
    </Page>
  )
}

/** `/mon-espace/annuaire/relecture/:id` */
export function ReadingPage(
  props: Site & {
    readonly text: Revision
    readonly published: Revision | undefined
    readonly pictures: readonly ShownFile[]
    readonly state: FormState
    readonly keys: HiddenKeys
  },
) {
  const { site, acting, text } = props
  const trail = [...OWN, { label: 'Textes à relire', href: `${PATH}/relecture` }]
  return (
    <Page site={site} title={shownName(text.title)} description="Un texte à relire." trail={trail} unlisted>
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader kicker="À relire" title={shownName(text.title)} />
      <TextToRead {...props} action={`${PATH}/relecture/${text.id}`} />
    </Page>
  )
}
