import { ADMISSION_REASONS, ANNULMENT_REASONS } from '#kernel/ballot'
import { Button } from '#ui/action'
import { DeskPage, Keys } from '#ui/desk'
import { BoxField, Form, type FormState, SelectField, SubmitRow, TextArea } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { Tabs } from '#ui/tabs'
import { type Fate, type FlaggedBallot, isDecidable, type Proposal, type Verdict } from '../../sealed/commission.ts'
import { FLAG_REASONS } from '../../sealed/flags-model.ts'
import { pathIn, type Seated } from '../seated.ts'
import { type Asked, matching, writtenAsked } from './listing.ts'
import { ADMISSION_WORDS, ANNULMENT_WORDS, FATE_WORDS, FLAG_WORDS, sentenceOfVerdict } from './words.ts'

type Props = Seated & {
  readonly flagged: readonly FlaggedBallot[]
  readonly proposals: readonly Proposal[]
  readonly decisions: readonly { readonly envelopeLeaf: number; readonly verdict: Verdict; readonly decidedAt: Date }[]
  readonly duplicateCount: number
  readonly asked: Asked
  readonly state: FormState
  readonly isProposed: boolean
  readonly isDecided: boolean
  readonly hasLooked: boolean
}

const MOST_SHOWN = 200

/** `/agents/scrutins/:slug/commission`: what was flagged, by reason, and what two members decide of it. */
export function CommissionPage(props: Props) {
  const { site, desk, poll, proposals, duplicateCount } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Commission de contrôle"
      description="Les bulletins signalés, et ce que deux personnes en décident."
      current="/agents/scrutins"
    >
      <PageHeader
        kicker={poll.manifest.title}
        title="Commission de contrôle"
        lead="Un bulletin signalé est compté comme les autres tant que deux d’entre vous n’ont pas décidé de l’écarter. Personne ici ne voit ce qu’il contient."
      />
      {props.isProposed && (
        <Notice kind="success" title="C’est proposé. Une autre personne de la commission doit confirmer." />
      )}
      {props.isDecided && <Notice kind="success" title="C’est fait, et le registre public du vote le dit." />}
      {!isDecidable(poll.stage) && <Notice kind="info" title="Le vote est clos : plus rien ne se décide ici." />}
      {duplicateCount > 0 && (
        <Notice
          kind="warning"
          title={`${formatCount(duplicateCount, 'personne a voté', 'personnes ont voté')} sur papier et en ligne.`}
        >
          <p>
            <a href={pathIn(poll, 'commission/doublons')}>Régler les doublons</a>
          </p>
        </Notice>
      )}
      {proposals.length > 0 && <Proposals {...props} />}
      <Section id="signales" title="Bulletins signalés">
        <Flagged {...props} />
        {isDecidable(poll.stage) && <Look {...props} />}
      </Section>
      <Decided {...props} />
    </DeskPage>
  )
}

function Proposals({ poll, seat, keys, proposals }: Props) {
  return (
    <Section id="propositions" title="À confirmer par une deuxième personne">
      <ul class="plain-list">
        {proposals.map((proposal) => (
          <li>
            <p>
              <strong>{sentenceOfVerdict(proposal.verdict)}</strong>.{' '}
              {formatCount(proposal.envelopeLeaves.length, 'bulletin', 'bulletins')} :{' '}
              {numbersOf(proposal.envelopeLeaves)}. Proposé par {proposal.proposingSeat}, le{' '}
              {formatInstant(proposal.proposedAt)}.
            </p>
            {proposal.note !== '' && <p>« {proposal.note} »</p>}
            {proposal.verdict.outcome === 'annulled' && (
              <p>Un bulletin écarté le reste : relisez avant de confirmer.</p>
            )}
            {proposal.proposedBy === seat.personId ? (
              <p>Vous l’avez proposé : une autre personne confirme.</p>
            ) : (
              <OneButton
                action={pathIn(poll, `commission/propositions/${proposal.id}/confirmer`)}
                keys={keys}
                weight="main"
              >
                Confirmer
              </OneButton>
            )}
            <OneButton
              action={pathIn(poll, `commission/propositions/${proposal.id}/retirer`)}
              keys={keys}
              weight="plain"
            >
              Retirer cette proposition
            </OneButton>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Flagged(props: Props) {
  const { poll, flagged, asked } = props
  const shown = matching(flagged, asked)
  return (
    <>
      <Tabs
        label="État des bulletins signalés"
        current={hrefOf(props, { fate: asked.fate, reason: undefined, cluster: undefined })}
        tabs={(['flagged', 'live', 'annulled', 'superseded'] as const).map((fate: Fate) => ({
          label: FATE_WORDS[fate],
          href: hrefOf(props, { fate, reason: undefined, cluster: undefined }),
          count: flagged.filter((ballot) => ballot.fate === fate).length,
        }))}
      />
      <Reasons {...props} />
      {shown.length === 0 ? (
        <EmptyState title={asked.fate === 'flagged' ? 'Aucun bulletin n’attend.' : 'Aucun bulletin ici.'} />
      ) : asked.fate === 'flagged' && isDecidable(poll.stage) ? (
        <DecisionForm {...props} shown={shown} />
      ) : (
        <FlaggedTable shown={shown} {...props} />
      )}
    </>
  )
}

function Reasons(props: Props) {
  const { flagged, asked } = props
  const ofFate = flagged.filter(({ fate }) => fate === asked.fate)
  const counts = FLAG_REASONS.map((reason) => ({
    reason,
    count: ofFate.filter(({ reasons }) => reasons.includes(reason)).length,
  })).filter(({ count }) => count > 0)
  if (counts.length === 0) return null
  return (
    <>
      <ul>
        {counts.map(({ reason, count }) => (
          <li>
            <a
              href={hrefOf(props, { fate: asked.fate, reason, cluster: undefined })}
              aria-current={asked.reason === reason ? 'true' : undefined}
            >
              {FLAG_WORDS[reason].title}
            </a>{' '}
            ({count}). {FLAG_WORDS[reason].known}
          </li>
        ))}
      </ul>
      {(asked.reason !== undefined || asked.cluster !== undefined) && (
        <p>
          <a href={hrefOf(props, { fate: asked.fate, reason: undefined, cluster: undefined })}>Tout voir</a>
        </p>
      )}
    </>
  )
}

function DecisionForm(props: Props & { readonly shown: readonly FlaggedBallot[] }) {
  const { poll, keys, state, shown, asked } = props
  const verdicts = [
    ...ADMISSION_REASONS.map((reason) => ({
      value: `admitted ${reason}`,
      label: `Admettre : ${ADMISSION_WORDS[reason]}`,
    })),
    ...ANNULMENT_REASONS.map((reason) => ({
      value: `annulled ${reason}`,
      label: `Écarter : ${ANNULMENT_WORDS[reason]}`,
    })),
  ]
  return (
    <Form action={pathIn(poll, 'commission/proposer')} keys={keys} state={state} keep={writtenAsked(asked)}>
      <div id="champ-bulletin" tabindex={-1}>
        <FlaggedTable {...props} isChosen />
      </div>
      <BoxField
        name="tout"
        label={`Toute cette liste : ${formatCount(shown.length, 'bulletin', 'bulletins')}`}
        state={state}
      />
      <SelectField name="decision" label="Votre proposition" empty="Choisir" options={verdicts} state={state} />
      <TextArea
        name="note"
        label="Note pour la commission"
        hint="Ni nom, ni adresse : ce que vous avez vérifié, en une phrase."
        rows={2}
        maxlength={500}
        state={state}
        optional
      />
      <SubmitRow label="Proposer" note="Rien ne change avant qu’une deuxième personne ait confirmé." />
    </Form>
  )
}

function FlaggedTable(props: Props & { readonly shown: readonly FlaggedBallot[]; readonly isChosen?: boolean }) {
  const { shown, flagged, asked, isChosen } = props
  const sizes = Map.groupBy(flagged, ({ cluster }) => cluster)
  return (
    <>
      <DataTable
        caption="Bulletins signalés"
        captionHidden
        rows={shown.slice(0, MOST_SHOWN)}
        selection={
          isChosen
            ? {
                name: 'bulletin',
                keyOf: ({ envelopeLeaf }) => String(envelopeLeaf),
                labelOf: ({ envelopeLeaf }) => `Choisir le bulletin de la ligne ${envelopeLeaf}`,
              }
            : undefined
        }
        columns={[
          { header: 'Ligne du registre', namesRow: true, align: 'end', cell: ({ envelopeLeaf }) => envelopeLeaf },
          { header: 'Pourquoi', cell: ({ reasons }) => reasons.map((reason) => FLAG_WORDS[reason].title).join(', ') },
          {
            header: 'Groupe',
            cell: ({ cluster }) => (
              <a href={hrefOf(props, { fate: asked.fate, reason: undefined, cluster })}>
                {formatCount(sizes.get(cluster)?.length ?? 1, 'bulletin ensemble', 'bulletins ensemble')}
                <span class="hidden"> (groupe {cluster})</span>
              </a>
            ),
          },
          { header: 'Signalé le', cell: ({ raisedAt }) => formatInstant(raisedAt) },
        ]}
      />
      {shown.length > MOST_SHOWN && (
        <p>
          {formatCount(shown.length - MOST_SHOWN, 'autre bulletin', 'autres bulletins')} : choisissez un motif ou un
          groupe.
        </p>
      )}
    </>
  )
}

function Look({ poll, keys, hasLooked }: Props) {
  return (
    <>
      {hasLooked && <Notice kind="info" title="La recherche vient d’être faite." />}
      <OneButton action={pathIn(poll, 'commission/chercher')} keys={keys} weight="quiet">
        Chercher de nouveau maintenant
      </OneButton>
      <p>La recherche se fait aussi toute seule, toutes les cinq minutes.</p>
    </>
  )
}

function Decided({ decisions }: Props) {
  if (decisions.length === 0) return null
  return (
    <Section id="decides" title="Dernières décisions">
      <DataTable
        caption="Dernières décisions"
        captionHidden
        rows={decisions}
        columns={[
          { header: 'Ligne du registre', namesRow: true, align: 'end', cell: ({ envelopeLeaf }) => envelopeLeaf },
          { header: 'Décision', cell: ({ verdict }) => sentenceOfVerdict(verdict) },
          { header: 'Le', cell: ({ decidedAt }) => formatInstant(decidedAt) },
        ]}
      />
    </Section>
  )
}

function OneButton(props: {
  readonly action: string
  readonly keys: Seated['keys']
  readonly weight: 'main' | 'quiet' | 'plain'
  readonly children: string
}) {
  return (
    <form action={props.action} method="post">
      <Keys keys={props.keys} />
      <Button weight={props.weight}>{props.children}</Button>
    </form>
  )
}

function hrefOf({ poll }: Props, asked: Asked): string {
  const query = new URLSearchParams(writtenAsked(asked)).toString()
  const path = pathIn(poll, 'commission')
  return query === '' ? path : `${path}?${query}`
}

// The numbers of the public log: anybody can read them there.
function numbersOf(leaves: readonly number[]): string {
  const shown = leaves.slice(0, 12).join(', ')
  return leaves.length > 12 ? `lignes ${shown}…` : leaves.length === 1 ? `ligne ${shown}` : `lignes ${shown}`
}
