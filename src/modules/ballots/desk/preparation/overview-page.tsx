import type { Child } from 'hono/jsx'
import { Button } from '#ui/action'
import { DateField } from '#ui/date-field'
import { DeskPage, Keys } from '#ui/desk'
import { Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import { Thread } from '#ui/thread'
import type { SealedPoll, SeatOffice } from '../../sealed/poll.ts'
import { GAP_SENTENCES, type Gap, type PreparedPoll } from '../../sealed/readiness.ts'
import { marginOf, type ShareState, sentenceOfMargin } from '../../sealed/shares.ts'
import type { Stage } from '../../sealed/stage.ts'
import { storyOf } from '../../sealed/story.ts'
import type { Proposal } from '../../store/sealed/index.ts'
import type { NextStep } from './next-steps.ts'
import { POLLS, pathOf, type Shell } from './shell.ts'
import { Ways } from './ways.tsx'

export type Overview = {
  readonly poll: PreparedPoll
  /** Once published. */
  readonly sealed: SealedPoll | undefined
  readonly stage: Stage
  readonly gaps: readonly Gap[]
  readonly shares: readonly ShareState[]
  readonly next: NextStep | null
  readonly publication: Proposal | undefined
  readonly extension: Proposal | undefined
  readonly names: ReadonlyMap<string, string>
  /** Who reads: the second of two people is somebody else than the first. */
  readonly readerId: string
  /** Of the seats they hold in it. */
  readonly offices: readonly SeatOffice[]
  /** What must still be agreed before a real vote (law of the service): a warning. */
  readonly serviceMissing: number
  readonly now: Date
}

type Props = Shell & Overview & { readonly state: FormState; readonly isSaved: boolean }

/** `/agents/scrutins/:slug`: where a poll is, and what to do next. */
export function OverviewPage(props: Props) {
  const { site, desk, poll, sealed, stage, next } = props
  const { draft } = poll
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={draft.title}
      description="Un vote tenu ici."
      current={POLLS.href}
      trail={[POLLS]}
      publicFace={sealed && { label: 'Voir la page publique', href: `/scrutins/${poll.slug}` }}
    >
      <PageHeader kicker={poll.isFictitious ? 'Vote fictif' : 'Vote'} title={draft.title} lead={draft.question} />
      {props.isSaved && <Notice kind="success" title="C’est enregistré." />}
      {props.state.problem !== undefined && <Notice kind="error" title={props.state.problem} />}
      {next && (
        <Notice kind="info" title="La prochaine étape">
          <p>
            <a href={next.href}>{next.label}</a>
          </p>
        </Notice>
      )}
      {!poll.isFictitious && props.serviceMissing > 0 && <ServiceWarning count={props.serviceMissing} />}
      <Thread label="Le vote, étape par étape" knots={storyOf(draft, sealed, props.now)} />
      {stage === 'draft' && <Preparation {...props} />}
      <BureauState {...props} />
      {stage === 'draft' ? <Publication {...props} /> : <Published {...props} />}
      {sealed && <Ways poll={sealed} offices={props.offices} />}
      {(stage === 'open' || stage === 'waiting') && <Extension {...props} />}
    </DeskPage>
  )
}

function ServiceWarning({ count }: { readonly count: number }) {
  return (
    <Notice kind="warning" title="Le service n’est pas encore prêt pour un vrai vote.">
      <p>
        {formatCount(count, 'point reste', 'points restent')} à régler.{' '}
        <a href="/agents/archives/mise-en-service">Voir la mise en service</a>
      </p>
    </Notice>
  )
}

function Preparation({ poll, gaps, keysFor }: Props) {
  const path = (part: string) => pathOf(poll.slug, part)
  return (
    <Section id="preparer" title="Ce qu’il reste à faire">
      {gaps.length === 0 ? (
        <p>Rien ne manque : le vote peut être proposé à la publication.</p>
      ) : (
        <ul>
          {gaps.map((gap) => (
            <li>
              <a href={path(GAP_SENTENCES[gap].at)}>{GAP_SENTENCES[gap].sentence}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={path('reglages')}>Réglages</a> · <a href={path('projets')}>Projets ({poll.options.length})</a> ·{' '}
        <a href={path('places')}>Bureau et commission</a> · <a href={path('apercu')}>Voir comme un votant</a>
      </p>
      {!poll.key && (
        <form action={path('abandonner')} method="post">
          <Keys keys={keysFor()} />
          <Button weight="plain">Abandonner cette préparation</Button>
        </form>
      )}
    </Section>
  )
}

function BureauState({ poll, shares, stage }: Props) {
  const { key } = poll
  if (!key) return null
  return (
    <Section id="bureau" title="Le bureau">
      <Facts
        facts={[
          { label: 'Clé faite le', value: formatInstant(key.madeAt) },
          { label: 'Parts', value: sentenceOfMargin(marginOf(shares, key.threshold)) },
          { label: 'Répétition', value: key.rehearsedAt ? `réussie le ${formatInstant(key.rehearsedAt)}` : 'à faire' },
        ]}
      />
      <p>
        <a href={`/scrutins/${poll.slug}/bureau`}>Page du bureau</a>
        {stage !== 'draft' && (
          <>
            {' '}
            · <a href={pathOf(poll.slug, 'places')}>Bureau et commission</a>
          </>
        )}
      </p>
    </Section>
  )
}

/** First one proposes, then another confirms: nobody freezes the rules alone. */
function Publication({ poll, gaps, publication, names, readerId, keysFor }: Props) {
  const path = (part: string) => pathOf(poll.slug, `publication/${part}`)
  const version = { version: String(poll.version) }
  if (!publication) {
    if (gaps.length > 0) return null
    return (
      <Section
        id="publication"
        title="Publication"
        lead="Il faut deux personnes. Ensuite, les règles ne changent plus."
      >
        <OneAct action={path('proposer')} keysFor={keysFor} keep={version} label="Proposer la publication" />
      </Section>
    )
  }
  const who = names.get(publication.proposedBy) ?? 'Une personne'
  const told = `${who} propose de publier ce vote, le ${formatInstant(publication.proposedAt)}.`
  return (
    <Section id="publication" title="Publication" lead={told}>
      {publication.proposedBy === readerId ? (
        <>
          <p>Quelqu’un d’autre doit maintenant confirmer.</p>
          <OneAct action={path('refuser')} keysFor={keysFor} label="Retirer ma proposition" quiet />
        </>
      ) : (
        <>
          <p>
            Relisez tout avant de confirmer : <a href={pathOf(poll.slug, 'apercu')}>le vote comme un votant le verra</a>
            .
          </p>
          <OneAct action={path('confirmer')} keysFor={keysFor} keep={version} label="Confirmer et publier" />
          <OneAct action={path('refuser')} keysFor={keysFor} label="Ne pas publier" quiet />
        </>
      )}
    </Section>
  )
}

function OneAct(props: {
  readonly action: string
  readonly keysFor: Shell['keysFor']
  readonly keep?: Readonly<Record<string, string>>
  readonly label: string
  readonly quiet?: boolean
}): Child {
  return (
    <form action={props.action} method="post">
      <Keys keys={props.keysFor()} />
      {Object.entries(props.keep ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button weight={props.quiet ? 'quiet' : 'main'}>{props.label}</Button>
    </form>
  )
}

function Published({ poll, sealed, stage }: Props) {
  if (!sealed) return null
  return (
    <Section id="publie" title="Le vote publié">
      <Facts
        facts={[
          { label: 'Ouverture', value: formatInstant(sealed.opensAt) },
          { label: 'Fin', value: formatInstant(sealed.closesAt) },
          { label: 'Projets', value: String(sealed.manifest.options.length) },
        ]}
      />
      <p>
        {stage !== 'published' && (
          <>
            <a href={`/scrutins/${poll.slug}/affiche`}>Affiche à imprimer</a> ·{' '}
          </>
        )}
        <a href={`/scrutins/${poll.slug}/manifeste.json`}>Règles publiées (JSON)</a> ·{' '}
        <a href={pathOf(poll.slug, 'places')}>Bureau et commission</a>
      </p>
    </Section>
  )
}

function Extension({ poll, sealed, extension, names, readerId, keysFor, state }: Props) {
  const path = (part: string) => pathOf(poll.slug, `prolongation/${part}`)
  if (!sealed) return null
  if (!extension?.closesAt) {
    return (
      <Section
        id="prolongation"
        title="Prolonger le vote"
        lead="La fin peut être reculée, à deux, avec une raison publiée."
      >
        <Form action={path('proposer')} keys={keysFor()} state={state}>
          <DateField name="fin" label="Nouveau dernier jour" hint="Par exemple 30, 9 et 2027." state={state} />
          <TextField name="fin-heure" label="Heure de fin" hint="Par exemple 20 h." state={state} width={8} />
          <TextField
            name="raison"
            label="Raison"
            hint="Elle sera publiée : n’y écrivez le nom de personne."
            state={state}
            maxlength={300}
          />
          <SubmitRow label="Proposer de prolonger" />
        </Form>
      </Section>
    )
  }
  const who = names.get(extension.proposedBy) ?? 'Une personne'
  return (
    <Section
      id="prolongation"
      title="Prolonger le vote"
      lead={`${who} propose de finir le ${formatInstant(extension.closesAt)}. Raison : ${extension.reason}`}
    >
      {extension.proposedBy === readerId ? (
        <p>Quelqu’un d’autre doit maintenant confirmer.</p>
      ) : (
        <OneAct action={path('confirmer')} keysFor={keysFor} label="Confirmer la prolongation" />
      )}
      <OneAct action={path('refuser')} keysFor={keysFor} label="Ne pas prolonger" quiet />
    </Section>
  )
}
