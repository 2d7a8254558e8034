import { Button } from '#ui/action'
import { DateField } from '#ui/date-field'
import { DeskPage, Keys } from '#ui/desk'
import { BoxField, ChoiceField, EMPTY_FORM, FieldGroup, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { formatDay, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { Notice } from '#ui/message'
import { DESTROYED_WORDS, SHARE_END_WORDS } from '../../sealed/after/certificate.ts'
import {
  type DestructionProposal,
  decideDestruction,
  SHARE_ENDS,
  type Statement,
  type ToDestroy,
} from '../../sealed/after/model.ts'
import { wordsOfSeat } from '../../sealed/minutes.ts'
import type { Seat } from '../../sealed/poll.ts'
import type { ShareState } from '../../sealed/shares.ts'
import { pathIn } from '../seated.ts'
import type { After, Shell } from './found.ts'
import { DESTRUCTION_SENTENCES, HOW, PARTS, WHY_KEPT } from './words.ts'

type Props = Shell &
  After & {
    readonly what: ToDestroy
    readonly state: FormState
    readonly proposal: DestructionProposal | undefined
    /** Their name; undefined: their account is gone. */
    readonly proposer: string | undefined
    readonly shares: readonly ShareState[]
    readonly seats: readonly Seat[]
    readonly isSaved: boolean
    readonly now: Date
  }

/** `/agents/scrutins/:slug/destruction/…`: one thing to destroy, its proposal, its certificate. */
export function ThingPage(props: Props) {
  const { site, desk, poll, what, isSaved, facts, state } = props
  const destroyed = facts.destructions.find((each) => each.what === what)
  const isBare = props.proposal !== undefined || destroyed !== undefined
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={DESTROYED_WORDS[what]}
      description="Une destruction après un vote, à deux."
      current="/agents/scrutins"
      trail={[{ label: 'Après le vote', href: pathIn(poll, 'destruction') }]}
    >
      <PageHeader kicker={poll.manifest.title} title={DESTROYED_WORDS[what]} lead={WHY_KEPT[what]} />
      {isSaved && <Notice kind="success" title="C’est enregistré." />}
      {isBare && state.problem !== undefined && <Notice kind="error" title={state.problem} />}
      {destroyed ? <Done {...props} at={destroyed.at} /> : <ToDo {...props} />}
    </DeskPage>
  )
}

function Done({ poll, what, at }: Props & { readonly at: Date }) {
  return (
    <Section id="detruit" title={`Détruit le ${formatInstant(at)}`} lead="Une ligne du registre public du vote le dit.">
      <DownloadList
        downloads={[
          {
            href: `/scrutins/${poll.slug}/archive/destruction/${what}.pdf`,
            format: 'PDF',
            label: 'Le certificat',
            what: 'Public, sans nom. Imprimez-le pour le signer et le garder.',
          },
        ]}
      />
    </Section>
  )
}

function ToDo(props: Props) {
  const { facts, what, now, proposal, seat } = props
  const decision = decideDestruction(facts, what, now)
  if (!decision.ok) return <Notice kind="warning" title={DESTRUCTION_SENTENCES[decision.refusal]} />
  if (proposal) return <Proposed {...props} proposal={proposal} />
  if (!seat)
    return <Notice kind="info" title="Une personne de la commission ou du bureau de ce vote doit le proposer." />
  return <Propose {...props} />
}

function Proposed(props: Props & { readonly proposal: DestructionProposal }) {
  const { proposal, proposer, seat } = props
  const isMine = seat?.personId === proposal.proposedBy
  return (
    <Section
      id="proposition"
      title="Proposé, à confirmer"
      lead={`${proposer ?? 'Une personne'} (${wordsOfSeat(proposal.proposingSeat)}) le propose, le ${formatInstant(proposal.proposedAt)}.`}
    >
      <Said statement={proposal.statement} />
      {isMine || !seat ? (
        <p>Une autre personne de la commission ou du bureau doit maintenant confirmer.</p>
      ) : (
        <>
          <p>Ce qui est détruit ne revient pas. Le certificat et la ligne du registre sont publics.</p>
          <OneAct {...props} part="confirmer" label={CONFIRM[props.what]} weight="danger" />
        </>
      )}
      {seat && <OneAct {...props} part="retirer" label="Ne pas détruire maintenant" weight="quiet" />}
    </Section>
  )
}

// The service erases some things itself; of the others people say that they are gone.
const CONFIRM: Readonly<Record<ToDestroy, string>> = {
  shares: 'Confirmer : c’est détruit',
  backups: 'Confirmer : c’est détruit',
  pepper: 'Confirmer et effacer pour toujours',
  roll: 'Confirmer et effacer pour toujours',
}

function Said({ statement }: { readonly statement: Statement }) {
  if (statement.kind === 'backups') {
    return (
      <ul>
        <li>Sauvegardes : {statement.which}</li>
        <li>Détruites par : {statement.who}</li>
        <li>Le {formatDay(statement.day)}</li>
      </ul>
    )
  }
  if (statement.kind !== 'shares') return null
  return (
    <ul>
      {statement.shares.map(({ number, end }) => (
        <li>
          Part {number} : {SHARE_END_WORDS[end]}
        </li>
      ))}
      <li>Témoins : {statement.witnesses.map(wordsOfSeat).join(', ')}</li>
      <li>
        {statement.place}, le {formatDay(statement.day)}
      </li>
    </ul>
  )
}

function Propose(props: Props) {
  const { poll, keys, what, state, shares } = props
  const lost = Object.fromEntries(
    shares.filter(({ lostAt }) => lostAt).map(({ number }) => [`part-${number}`, 'lost'] as const),
  )
  const shown = state === EMPTY_FORM ? { ...EMPTY_FORM, values: lost } : state
  return (
    <Section id="proposer" title="Le proposer" lead={HOW[what]}>
      <Form action={pathIn(poll, `destruction/${PARTS[what]}/proposer`)} keys={keys} state={shown}>
        {what === 'shares' && <ShareFields {...props} state={shown} />}
        {what === 'backups' && <BackupFields state={shown} />}
        <SubmitRow
          label="Proposer"
          note="Une autre personne de la commission ou du bureau confirmera."
          ways={[{ label: 'Revenir', href: pathIn(poll, 'destruction') }]}
        />
      </Form>
    </Section>
  )
}

function ShareFields({ poll, seats, state }: Pick<Props, 'poll' | 'seats' | 'state'>) {
  return (
    <>
      {poll.manifest.bureau.shares.map((_, index) => (
        <ChoiceField
          name={`part-${index + 1}`}
          label={`Part ${index + 1}`}
          state={state}
          options={SHARE_ENDS.map((end) => ({ value: end, label: SHARE_END_WORDS[end] }))}
        />
      ))}
      <FieldGroup title="Témoins présents" lead="Le certificat dit leur place, jamais leur nom.">
        {seats.map(({ office, number }) => (
          <BoxField name={`temoin-${office}-${number}`} label={wordsOfSeat(`${office}-${number}`)} state={state} />
        ))}
      </FieldGroup>
      <TextField
        name="lieu"
        label="Lieu"
        hint="Par exemple « Hôtel du Département, Arras »."
        state={state}
        maxlength={200}
      />
      <DateField name="jour" label="Jour" state={state} />
    </>
  )
}

function BackupFields({ state }: Pick<Props, 'state'>) {
  return (
    <>
      <TextField
        name="lesquelles"
        label="Quelles sauvegardes"
        hint="Par exemple « toutes celles du 1er au 30 septembre, disques et copie distante »."
        state={state}
        maxlength={200}
      />
      <TextField
        name="par"
        label="Qui les a détruites"
        hint="Un service ou une fonction, pas un nom : « direction du numérique »."
        state={state}
        maxlength={200}
      />
      <DateField name="jour" label="Jour" state={state} />
    </>
  )
}

function OneAct(props: Props & { readonly part: string; readonly label: string; readonly weight: 'danger' | 'quiet' }) {
  return (
    <form action={pathIn(props.poll, `destruction/${PARTS[props.what]}/${props.part}`)} method="post">
      <Keys keys={props.keys} />
      <Button weight={props.weight}>{props.label}</Button>
    </form>
  )
}
