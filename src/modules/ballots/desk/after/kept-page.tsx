import { dayIn } from '#kernel/calendar'
import { DeskPage } from '#ui/desk'
import { EMPTY_FORM, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { formatDay, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { DESTROYED_WORDS } from '../../sealed/after/certificate.ts'
import {
  appealEndOf,
  type Contestation,
  type DestructionProposal,
  decideDestruction,
  TO_DESTROY,
  type ToDestroy,
  USUAL_APPEAL,
} from '../../sealed/after/model.ts'
import { pathIn } from '../seated.ts'
import type { After, Shell } from './found.ts'
import type { TermsPart } from './index.tsx'
import { DESTRUCTION_SENTENCES, PARTS, WHY_KEPT } from './words.ts'

type Props = Shell &
  After & {
    readonly proposals: ReadonlyMap<ToDestroy, DestructionProposal>
    readonly state: FormState
    /** The form that `state` is of. */
    readonly part: TermsPart | undefined
    readonly isSaved: boolean
    readonly now: Date
  }

/** `/agents/scrutins/:slug/destruction`: what is still kept of a vote, why, until when, and what holds it. */
export function KeptPage(props: Props) {
  const { site, desk, poll, isSaved } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Après le vote : ce qui reste à détruire"
      description="Ce qui est encore gardé d’un vote, et sa destruction à deux."
      current="/agents/scrutins"
      trail={[{ label: poll.manifest.title, href: pathIn(poll, '').replace(/\/$/, '') }]}
    >
      <PageHeader
        kicker={poll.manifest.title}
        title="Après le vote"
        lead="Le résultat est publié. Ce qui permettrait encore de savoir qui a voté quoi se garde le temps des recours, puis se détruit, à deux, avec un certificat public."
      />
      {isSaved && <Notice kind="success" title="C’est enregistré." />}
      <Kept {...props} />
      <Terms {...props} />
      <Contestations {...props} />
    </DeskPage>
  )
}

function Kept(props: Props) {
  const { poll, facts, proposals } = props
  const link = facts.destructions.find(({ what }) => what === 'link')
  return (
    <Section id="garde" title="Ce qui est gardé" lead={untilWhen(props)}>
      <DataTable
        caption="Ce qui est gardé de ce vote, et ce qui ne l’est plus"
        rows={TO_DESTROY}
        columns={[
          {
            header: 'Quoi',
            namesRow: true,
            cell: (what) => <a href={pathIn(poll, `destruction/${PARTS[what]}`)}>{DESTROYED_WORDS[what]}</a>,
          },
          { header: 'Pourquoi', cell: (what) => WHY_KEPT[what] },
          {
            header: 'Où on en est',
            cell: (what) => {
              const destroyed = facts.destructions.find((each) => each.what === what)
              if (destroyed) return `détruit le ${formatInstant(destroyed.at)}`
              return proposals.has(what) ? 'proposé : une autre personne doit confirmer' : stateOf(props, what)
            },
          },
        ]}
      />
      <p>
        {link
          ? `Le lien entre la liste des votants et les bulletins a été effacé le ${formatInstant(link.at)}, au dépouillement.`
          : 'Le lien entre la liste des votants et les bulletins a été effacé au dépouillement.'}
        {link && (
          <>
            {' '}
            <a href={`/scrutins/${poll.slug}/archive/destruction/link.pdf`}>Son certificat</a>
          </>
        )}
      </p>
    </Section>
  )
}

function stateOf({ facts, now }: Props, what: ToDestroy): string {
  const decision = decideDestruction(facts, what, now)
  return decision.ok ? 'gardé : peut être détruit' : 'gardé'
}

function untilWhen({ facts, now }: Props): string {
  if (!facts.terms || !facts.resultAt) return DESTRUCTION_SENTENCES['terms-missing']
  if (facts.contestations.some(({ lifted }) => !lifted)) return DESTRUCTION_SENTENCES.contested
  const end = appealEndOf(facts.resultAt, facts.terms)
  const last = formatDay(dayIn(new Date(end.getTime() - 1)))
  return now < end
    ? `Le délai de recours finit le ${last} au soir. Rien ne peut être détruit avant.`
    : `Le délai de recours a fini le ${last}. Deux personnes de la commission ou du bureau peuvent détruire.`
}

function Terms({ poll, keys, facts, state, part, isAgent }: Props) {
  const { terms } = facts
  const values: Readonly<Record<string, string>> = {
    tableau: terms?.managementTable ?? '',
    visa: terms?.archivesVisa ?? '',
    jours: String(terms?.appealDays ?? USUAL_APPEAL.days),
    source: terms?.appealSource ?? USUAL_APPEAL.source,
  }
  const shown = part === 'conditions' ? state : { ...EMPTY_FORM, values }
  if (!isAgent) return null
  return (
    <Section
      id="conditions"
      title="Ce qu’il faut avant"
      lead="Ces références sont écrites dans chaque certificat (code du patrimoine, articles L212-2 et L214-3)."
    >
      <Form action={pathIn(poll, 'destruction/conditions')} keys={keys} state={shown}>
        <TextField name="tableau" label="Référence du tableau de gestion" state={shown} maxlength={200} />
        <TextField
          name="visa"
          label="Visa des Archives départementales"
          hint="Son numéro et sa date."
          state={shown}
          maxlength={200}
        />
        <TextField
          name="jours"
          label="Délai de recours, en jours après le résultat"
          state={shown}
          inputmode="numeric"
          width={6}
        />
        <TextField name="source" label="D’où vient ce délai" state={shown} maxlength={200} />
        <SubmitRow label="Enregistrer" />
      </Form>
    </Section>
  )
}

function Contestations(props: Props) {
  const { poll, keys, facts, state, part, isAgent } = props
  const shown = part === 'contestation' ? state : EMPTY_FORM
  return (
    <Section
      id="contestations"
      title="Contestations"
      lead="Un recours ou une réclamation retient tout, jusqu’à ce qu’il soit réglé."
    >
      {facts.contestations.length === 0 && <p>Aucune contestation n’est notée.</p>}
      {facts.contestations.map((contestation) => (
        <OneContestation {...props} contestation={contestation} />
      ))}
      {isAgent && (
        <Form action={pathIn(poll, 'destruction/contestation')} keys={keys} state={shown}>
          <TextField
            name="reference"
            label="Noter une contestation"
            hint="Son numéro au tribunal ou dans la maison, sans nom."
            state={shown}
            maxlength={200}
          />
          <SubmitRow label="Noter" />
        </Form>
      )}
    </Section>
  )
}

function OneContestation(props: Props & { readonly contestation: Contestation }) {
  const { poll, keys, state, part, isAgent, contestation } = props
  const { id, reference, recordedAt, lifted } = contestation
  if (lifted) {
    return (
      <p>
        {reference}, notée le {formatInstant(recordedAt)}, levée le {formatInstant(lifted.at)} : {lifted.because}
      </p>
    )
  }
  const isMine = part === 'levee' && state.values.contestation === id
  const shown = isMine ? state : EMPTY_FORM
  return (
    <Notice kind="warning" title={`${reference}, notée le ${formatInstant(recordedAt)}. Elle est en cours.`}>
      {isAgent && (
        <Form action={pathIn(poll, 'destruction/levee')} keys={keys} state={shown} keep={{ contestation: id }}>
          <TextField name="raison" label="Pourquoi elle est finie" state={shown} maxlength={200} />
          <SubmitRow label="Lever la contestation" />
        </Form>
      )}
    </Notice>
  )
}
