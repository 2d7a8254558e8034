import { dayIn } from '#kernel/calendar'
import type { Standing } from '#modules/decisions'
import { ButtonLink } from '#ui/action'
import { Badge } from '#ui/badge'
import { DeskPage } from '#ui/desk'
import { Form, type FormState, SubmitRow } from '#ui/form'
import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import type { Change } from '../comparing.ts'
import type { GapFound } from '../editing.ts'
import type { Ambition, Orientation, Publication } from '../model.ts'
import { Changes } from '../pages/versions.tsx'
import { GAP_SENTENCES } from '../sentences.ts'
import type { Draft } from '../store/index.ts'
import type { Shell } from './forms.tsx'
import { DESK, DRAFT } from './submitting.ts'

/** `/agents/politique`: the versions, and the draft. */
export function HomePage(
  props: Shell & {
    readonly draft: Draft | undefined
    readonly versions: readonly { readonly publication: Publication; readonly standing: Standing }[]
    readonly state: FormState
  },
) {
  const { site, desk, keys, draft, versions, state } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Programme"
      description="Écrire, comparer et publier le programme."
      current={DESK}
      publicFace={{ label: 'Voir la politique publiée', href: '/politique' }}
    >
      <PageHeader
        title="Programme"
        lead="Une version publiée ne change plus. Pour la changer, commencez une version : tout ce qui y est rattaché la suit."
      >
        {draft !== undefined && <ButtonLink href={DRAFT}>Continuer le brouillon</ButtonLink>}
      </PageHeader>
      {draft === undefined && (
        <Form action={DESK} keys={keys} state={state}>
          <SubmitRow label="Commencer une version" note="Elle part de la version en vigueur." />
        </Form>
      )}
      <Section id="versions" title="Versions publiées">
        <DataTable
          caption="Versions publiées"
          captionHidden
          rows={versions}
          columns={[
            {
              header: 'Version',
              namesRow: true,
              cell: ({ publication: { number } }) => <a href={`/politique/versions/${number}`}>Version {number}</a>,
            },
            { header: 'Publiée le', cell: ({ publication }) => formatDay(dayIn(publication.publishedAt)) },
            { header: 'Décision', cell: ({ standing }) => <Badge kind={standing.kind} /> },
            {
              header: 'Objet à citer dans le rapport',
              cell: ({ publication: { number } }) => <code>programme:{number}</code>,
            },
          ]}
          empty={
            <EmptyState title="Aucune version n’est publiée.">
              <p>Commencez la première.</p>
            </EmptyState>
          }
        />
      </Section>
    </DeskPage>
  )
}

/** `/agents/politique/brouillon`: the tree to write, what is missing, what changes, and the two acts that publish it. */
export function DraftPage(
  props: Shell & {
    readonly draft: Draft
    readonly gaps: readonly GapFound[]
    /** Since the version in force; undefined: it is the first. */
    readonly changes: readonly Change[] | undefined
    readonly isAsker: boolean
    readonly state: FormState
  },
) {
  const { site, desk, draft, gaps, changes } = props
  const { programme } = draft
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Brouillon du programme"
      description="Le brouillon du programme, et ce qui lui manque."
      current={DESK}
      trail={[{ label: 'Programme', href: DESK }]}
      publicFace={{ label: 'Voir la politique publiée', href: '/politique' }}
    >
      <PageHeader
        title="Brouillon du programme"
        lead={`${programme.title} ${programme.firstYear}-${programme.lastYear}`}
      >
        <ButtonLink href={`${DRAFT}/entete`} weight="quiet">
          Changer le titre, les années, la délibération
        </ButtonLink>
        <ButtonLink href={`${DRAFT}/buts/nouveau`} weight="quiet" icon="plus">
          Ajouter une ambition
        </ButtonLink>
      </PageHeader>
      {gaps.length > 0 && (
        <Notice kind="warning" title="Il manque encore :">
          <ul>
            {gaps.map(({ gap, title }) => (
              <li>
                {title} : {GAP_SENTENCES[gap]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {programme.ambitions.map((ambition) => (
        <AmbitionPart ambition={ambition} />
      ))}
      <Section id="publier" title="Publier">
        <Publishing {...props} />
      </Section>
      {changes !== undefined && (
        <>
          <h2>Ce qui change</h2>
          <Changes changes={changes} names={['En vigueur', 'Brouillon']} />
        </>
      )}
    </DeskPage>
  )
}

function AmbitionPart({ ambition }: { readonly ambition: Ambition }) {
  return (
    <Section id={ambition.slug} title={ambition.title}>
      <p>
        <a href={`${DRAFT}/buts/${ambition.slug}`}>Changer l’ambition {ambition.number}</a>
      </p>
      {ambition.orientations.map((orientation) => (
        <OrientationPart orientation={orientation} />
      ))}
      <p>
        <a href={`${DRAFT}/buts/nouveau?sous=${ambition.slug}`}>
          Ajouter une orientation à l’ambition {ambition.number}
        </a>
      </p>
    </Section>
  )
}

function OrientationPart({ orientation }: { readonly orientation: Orientation }) {
  const { slug, number, title, actions } = orientation
  return (
    <>
      <h3 id={slug}>{title}</h3>
      <p>
        <a href={`${DRAFT}/buts/${slug}`}>Changer l’orientation {number}</a>
      </p>
      <ul>
        {actions.map((action) => (
          <li>
            <a href={`${DRAFT}/actions/${action.slug}`}>{action.title}</a>
            {action.indicators.map((indicator) => (
              <>
                {' · '}
                <a href={`${DRAFT}/actions/${action.slug}/indicateurs/${indicator.slug}`}>{indicator.title}</a>
              </>
            ))}
            {' · '}
            <a href={`${DRAFT}/actions/${action.slug}/indicateurs/nouveau`}>
              Ajouter un indicateur<span class="hidden"> à {action.title}</span>
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={`${DRAFT}/actions/nouvelle?sous=${slug}`}>Ajouter une action à l’orientation {number}</a>
      </p>
    </>
  )
}

function Publishing(
  props: Shell & {
    readonly draft: Draft
    readonly gaps: readonly GapFound[]
    readonly isAsker: boolean
    readonly state: FormState
  },
) {
  const { keys, draft, gaps, isAsker, state } = props
  const keep = { edition: String(draft.edition) }
  if (draft.askedBy === null) {
    return (
      <Form action={`${DRAFT}/demande`} keys={keys} state={state} keep={keep}>
        <SubmitRow
          label="Demander la publication"
          note={
            gaps.length > 0
              ? 'Complétez d’abord ce qui manque : la liste est en haut.'
              : 'Une autre personne relira le brouillon et le publiera.'
          }
        />
      </Form>
    )
  }
  if (isAsker) {
    return (
      <p>
        Vous avez demandé la publication : une autre personne doit relire, puis publier. Si vous changez le brouillon,
        il faudra la demander de nouveau.
      </p>
    )
  }
  return (
    <Form action={`${DRAFT}/publier`} keys={keys} state={state} keep={keep}>
      <SubmitRow label="Publier cette version" note="Elle ne changera plus. Relisez d’abord ce qui change, plus bas." />
    </Form>
  )
}
