import { limitsOf } from '#platform/files'
import { ConflictForm } from '#ui/conflict'
import { ActingBanner } from '#ui/desk'
import { Disclosure } from '#ui/disclosure'
import { BoxField, Form, type FormState, type HiddenKeys, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { AttachmentField, AttachmentList, type HeldFile, type ShownFile } from '#ui/upload'
import { OWN_FIELDS, type OwnField, writtenWords } from '../../claims/own-words.ts'
import { PICTURE, PICTURE_RULES } from '../../claims/pieces.ts'
import { shownName } from '../../names.ts'
import type { Revision, RevisionState } from '../../store/claims/index.ts'
import { trailOf } from './claim-page.tsx'
import type { Fields } from './forms.ts'

type Props = {
  readonly site: SiteFrame
  /** Whom they act for. */
  readonly acting: string | undefined
  readonly structure: { readonly slug: string; readonly title: string }
  readonly working: Revision | undefined
  readonly published: Revision | undefined
  readonly moderation: 'before' | 'after'
  readonly version: string
  readonly state: FormState
  readonly keys: HiddenKeys
  readonly held: readonly HeldFile[]
  readonly pictures: readonly ShownFile[]
  readonly done: string | undefined
  readonly history: readonly Revision[]
}

const HINTS: Readonly<Partial<Record<OwnField, string>>> = {
  presentation: 'À qui vous vous adressez, ce que vous proposez. Quelques phrases simples.',
  activities: 'Les mots que les gens chercheront : épicerie, réparation de vélos, garde d’enfants.',
  hours: 'Par exemple : du mardi au samedi, de 9 h à 12 h.',
  telephone: 'Celui de la structure, jamais celui d’une personne chez elle : il sera public.',
  email: 'Celle de la structure, comme contact@votre-structure.fr : elle sera publique.',
  website: 'Par exemple : https://www.votre-structure.fr',
  access: 'Marches, ascenseur, boucle magnétique, arrêt de bus, chien guide.',
  offers: 'Ce qu’on peut venir faire ou voir chez vous, et comment s’inscrire.',
}

const ONE_LINE: readonly OwnField[] = ['activities', 'telephone', 'email', 'website']

/** `/annuaire/:slug/notre-page` */
export function OwnPage(props: Props) {
  const { site, acting, structure, published, state, keys, version, pictures, history } = props
  const action = `/annuaire/${structure.slug}/notre-page`
  return (
    <Page
      site={site}
      title="Notre page"
      description="Ce que la structure dit d’elle-même dans l’annuaire."
      trail={trailOf(structure)}
      scripts={['upload']}
      unlisted
    >
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader kicker={shownName(structure.title)} title="Notre page" lead={LEADS[props.moderation]} />
      <Told {...props} />
      <p>
        Le nom, l’adresse, la forme juridique et le nombre de salariés viennent des registres publics : chaque donnée
        dit d’où elle vient sur <a href={`/annuaire/${structure.slug}`}>la page</a>. S’il y a une erreur,{' '}
        <a href={`/annuaire/${structure.slug}/signaler`}>signalez-la</a>.
      </p>
      <Form action={action} keys={keys} state={state} keep={{ version }} files>
        {OWN_FIELDS.map((each) => (
          <OwnFieldBox {...each} state={state} />
        ))}
        {pictures.length > 0 && (
          <>
            <AttachmentList files={pictures} />
            <BoxField name="retirer-photo" label="Retirer cette photo" state={state} />
          </>
        )}
        <AttachmentField
          kind={PICTURE}
          limits={limitsOf(PICTURE_RULES)}
          label={pictures.length > 0 ? 'Mettre une autre photo' : 'Une photo du lieu'}
          hint="Du lieu ou de l’activité. Sans visage reconnaissable, sauf accord écrit."
          state={state}
          held={props.held}
        />
        <SubmitRow
          label={props.moderation === 'before' ? 'Envoyer pour relecture' : 'Publier'}
          others={[{ label: 'Garder en brouillon', name: 'suite', value: 'brouillon' }]}
          ways={published ? [{ label: 'Voir la page', href: `/annuaire/${structure.slug}` }] : []}
        />
      </Form>
      {history.length > 0 && <History history={history} />}
    </Page>
  )
}

const LEADS = {
  before: 'Écrivez avec vos mots. Quelqu’un relit avant que ce soit public.',
  after: 'Écrivez avec vos mots. C’est public tout de suite, et relu ensuite.',
} as const

function OwnFieldBox(props: {
  readonly field: OwnField
  readonly name: string
  readonly label: string
  readonly longest: number
  readonly state: FormState
}) {
  const { field, name, label, longest, state } = props
  const told = { name, label, state, optional: true, hint: HINTS[field], maxlength: longest }
  if (!ONE_LINE.includes(field)) return <TextArea {...told} rows={field === 'presentation' ? 6 : 3} />
  return <TextField {...told} inputmode={field === 'telephone' ? 'tel' : field === 'email' ? 'email' : 'text'} />
}

const DONE_WORDS: Readonly<Record<string, string>> = {
  brouillon: 'Votre brouillon est gardé. Il n’est pas public.',
  envoi: 'Votre texte est envoyé. Vous serez prévenu de la réponse.',
  publication: 'Votre texte est sur la page.',
}

function Told({ working, done }: Props) {
  const said = done === undefined ? undefined : DONE_WORDS[done]
  return (
    <>
      {said && <Notice kind="success" title={said} />}
      {(working?.state === 'asked' || working?.state === 'refused') && (
        <Notice
          kind="warning"
          title={working.state === 'asked' ? 'Une question vous est posée' : 'Ce texte a été refusé'}
        >
          <p>{working.reason}</p>
          <p>Corrigez-le ci-dessous, puis envoyez-le de nouveau.</p>
        </Notice>
      )}
      {working?.state === 'waiting' && !said && (
        <Notice kind="info" title="Ce texte attend d’être relu.">
          <p>Vous pouvez encore le changer : le dernier envoi compte.</p>
        </Notice>
      )}
    </>
  )
}

const STATE_WORDS: Readonly<Record<RevisionState, string>> = {
  draft: 'brouillon',
  waiting: 'attend d’être relu',
  asked: 'une question est posée',
  refused: 'refusé',
  published: 'public',
  replaced: 'remplacé',
}

function History({ history }: { readonly history: readonly Revision[] }) {
  return (
    <Disclosure summary="Ce qui a été enregistré">
      <ul>
        {history.map(({ savedAt, who, state, content }) => (
          <li>
            {formatInstant(savedAt)}, {who ?? 'quelqu’un qui n’a plus de compte'} : {STATE_WORDS[state]}
            {state === 'replaced' && content.presentation !== '' && (
              <details>
                <summary>Lire cette présentation</summary>
                <p class="conflict-text">{content.presentation}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

/** Somebody of the same organisation saved meanwhile: both texts, and a choice for each field. */
export function OwnConflictPage(props: {
  readonly site: SiteFrame
  readonly acting: string | undefined
  readonly structure: { readonly slug: string; readonly title: string }
  readonly theirs: Revision
  readonly mine: Fields
  readonly version: number
  readonly keys: HiddenKeys
  readonly held: readonly HeldFile[]
}) {
  const { site, acting, structure, theirs, mine, version, keys, held } = props
  const saved = writtenWords(theirs.content)
  const differences = OWN_FIELDS.map(({ name, label }) => ({
    name,
    label,
    mine: plain(mine[name]),
    theirs: plain(saved[name]),
  })).filter((each) => each.mine !== each.theirs)
  const piece: Fields = held[0]
    ? { pieces: held[0].reference, [`pieces-texte-${held[0].id}`]: held[0].alternative }
    : {}
  const keep = {
    ...saved,
    ...piece,
    version: String(version),
    ...(mine.suite === undefined ? {} : { suite: mine.suite }),
    ...(mine['retirer-photo'] === undefined ? {} : { 'retirer-photo': mine['retirer-photo'] }),
  }
  return (
    <Page
      site={site}
      title="Deux textes en même temps"
      description="Deux personnes ont écrit en même temps."
      trail={trailOf(structure)}
      unlisted
    >
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader kicker={shownName(structure.title)} title="Deux textes en même temps" />
      <Section id="choisir" title="Choisissez">
        <ConflictForm
          action={`/annuaire/${structure.slug}/notre-page`}
          keys={keys}
          who={theirs.who ?? 'Quelqu’un'}
          when={`le ${formatInstant(theirs.savedAt)}`}
          differences={differences}
          keep={keep}
        />
      </Section>
    </Page>
  )
}

function plain(text = ''): string {
  return text.replaceAll(/\r\n?/g, '\n').trim()
}
