import { PAPER_REASONS } from '#kernel/ballot'
import { Button, ButtonLink } from '#ui/action'
import { DeskPage, Keys } from '#ui/desk'
import { Disclosure } from '#ui/disclosure'
import { ErrorSummary, Form, type FormState, SelectField, SubmitRow, TextField } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { isDecidable } from '../../sealed/commission.ts'
import {
  type Batch,
  countsOf,
  type Disagreement,
  disagreementsOf,
  positionsOf,
  stepOf,
  typingOf,
} from '../../sealed/paper.ts'
import { pathIn, type Seated } from '../seated.ts'
import { ANNUL_WORDS, paperWords, STEP_WORDS } from './words.ts'

type Props = Seated & { readonly batch: Batch; readonly state: FormState; readonly isWiden: boolean }

/** `/agents/scrutins/:slug/papier/lots/:number`: what a batch waits for, and the way to do it. */
export function BatchPage(props: Props) {
  const { site, desk, poll, batch, state } = props
  const step = stepOf(batch)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={`Lot ${batch.number}`}
      description="Un lot de bulletins en papier."
      current="/agents/scrutins"
      trail={[{ label: 'Bulletins en papier', href: pathIn(poll, 'papier') }]}
    >
      <PageHeader
        kicker={poll.manifest.title}
        title={`Lot ${batch.number}`}
        lead={`${batch.sheet.place}. ${formatCount(batch.sheet.paperCount, 'papier', 'papiers')}. ${STEP_WORDS[step]}.`}
      />
      {state.problem !== undefined && <ErrorSummary state={state} />}
      {props.isWiden && (
        <Notice
          kind="warning"
          title="Trop de différences : tous les papiers sont à saisir une deuxième fois, comme le veut le règlement."
        />
      )}
      {isDecidable(poll.stage) && <NextStep {...props} />}
      <Sheet {...props} />
      {isDecidable(poll.stage) &&
        (step === 'closed' ? <Annulment {...props} /> : step !== 'annulled' && <Again {...props} />)}
    </DeskPage>
  )
}

function NextStep(props: Props) {
  const { poll, seat, batch } = props
  const path = pathIn(poll, `papier/lots/${batch.number}`)
  switch (stepOf(batch)) {
    case 'first-typing':
      return <TypingStep {...props} turn={1} />
    case 'second-typing':
      return typingOf(batch, 1)?.typedBy === seat.personId ? (
        <Notice kind="info" title="La première saisie est finie. Une autre personne fait la deuxième." />
      ) : (
        <TypingStep {...props} turn={2} />
      )
    case 'settling':
      return <Settling {...props} />
    case 'count-differs':
      return <CountDiffers {...props} />
    case 'ready':
      return (
        <Section id="fermer" title="Le compte est juste">
          <p>Une fois fermé, ce lot compte et le registre public du vote le dit. Il ne change plus.</p>
          <OneButton action={`${path}/fermer`} keys={props.keys} label="Fermer le lot" />
        </Section>
      )
    case 'closed':
    case 'annulled':
      return null
  }
}

function TypingStep({ poll, batch, turn }: Props & { readonly turn: 1 | 2 }) {
  const typed = typingOf(batch, turn)?.lines.length ?? 0
  const count = positionsOf(batch, turn).length
  return (
    <Section id="saisir" title={turn === 1 ? 'À saisir' : 'À saisir une deuxième fois'}>
      <p>
        {typed === 0
          ? `${formatCount(count, 'papier', 'papiers')} à saisir, sans regarder la première saisie.`
          : `${typed} sur ${count} déjà saisis.`}
      </p>
      <ButtonLink href={pathIn(poll, `papier/lots/${batch.number}/saisie/${turn}`)}>
        {typed === 0 ? 'Commencer la saisie' : 'Continuer la saisie'}
      </ButtonLink>
    </Section>
  )
}

function Settling(props: Props) {
  const left = disagreementsOf(props.batch).filter(({ settlement }) => !settlement?.confirmedBy)
  return (
    <Section
      id="differences"
      title={formatCount(left.length, 'papier saisi différemment', 'papiers saisis différemment')}
      lead="Prenez le papier, écrivez ce qu’il dit. Une deuxième personne le regarde aussi : dès que vous êtes deux à lire la même chose, c’est réglé."
    >
      {left.map((each) => (
        <OneDifference {...props} difference={each} />
      ))}
    </Section>
  )
}

function OneDifference({ poll, keys, batch, state, seat, difference }: Props & { readonly difference: Disagreement }) {
  const { position, first, second, settlement } = difference
  const { options } = poll.manifest
  const name = `papier-${position}`
  return (
    <Form
      action={pathIn(poll, `papier/lots/${batch.number}/papiers/${position}`)}
      keys={keys}
      state={state.errors[name] === undefined ? { values: {}, errors: {} } : state}
    >
      <h3>Papier {position}</h3>
      <ul>
        <li>Première saisie : {paperWords(first, options)}</li>
        <li>Deuxième saisie : {paperWords(second, options)}</li>
        {settlement && (
          <li>
            {settlement.proposedBy === seat.personId ? 'Vous avez lu' : 'Une personne a lu'} :{' '}
            {paperWords(settlement, options)}
          </li>
        )}
      </ul>
      <TextField
        name={name}
        label={`Ce que dit le papier ${position}`}
        hint="Les numéros, ou b, ou nul."
        state={state}
        width={20}
      />
      <SubmitRow label={`J’ai lu le papier ${position}`} weight="main" />
    </Form>
  )
}

function CountDiffers({ poll, batch }: Props) {
  const counts = countsOf(batch)
  const { sheet } = batch
  return (
    <Notice kind="warning" title="Ce lot ne peut pas être fermé : son compte n’est pas celui du bordereau.">
      <p>
        Saisie : {formatCount(counts.papers, 'papier', 'papiers')}, dont {formatCount(counts.blank, 'blanc', 'blancs')}{' '}
        et {formatCount(counts.void, 'nul', 'nuls')}. Bordereau : {formatCount(sheet.paperCount, 'papier', 'papiers')},
        dont {formatCount(sheet.blankCount, 'blanc', 'blancs')} et {formatCount(sheet.voidCount, 'nul', 'nuls')}.
      </p>
      <p>
        Recomptez le paquet, puis{' '}
        <a href={pathIn(poll, `papier/lots/${batch.number}/bordereau`)}>corrigez le bordereau</a> ou recommencez la
        saisie.
      </p>
    </Notice>
  )
}

function Sheet({ batch }: Props) {
  const { sheet, close } = batch
  return (
    <Section id="bordereau" title="Bordereau">
      <DataTable
        caption="Bordereau du lot"
        captionHidden
        rows={[
          ['Lieu', sheet.place],
          ['Urne', sheet.urn || '—'],
          ['Scellés', sheet.seals || '—'],
          ['Papiers', String(sheet.paperCount)],
          ['Dont blancs', String(sheet.blankCount)],
          ['Dont nuls', String(sheet.voidCount)],
          ...(close
            ? [
                ['Bulletins qui comptent', String(close.ballotCount)],
                ['Ligne du registre public', String(close.leafIndex)],
              ]
            : []),
        ]}
        columns={[
          { header: 'Quoi', namesRow: true, cell: ([label]) => label },
          { header: 'Écrit', cell: ([, text]) => text },
        ]}
      />
    </Section>
  )
}

function Again({ poll, keys, batch }: Props) {
  const path = pathIn(poll, `papier/lots/${batch.number}`)
  return (
    <Disclosure summary="Corriger ce lot">
      <p>
        <a href={`${path}/bordereau`}>Corriger le bordereau</a>
      </p>
      {batch.typings.length > 0 && (
        <>
          <p>Si les papiers étaient en désordre, les deux saisies peuvent être effacées et refaites.</p>
          <OneButton
            action={`${path}/recommencer`}
            keys={keys}
            label="Effacer les saisies et recommencer"
            weight="danger"
          />
        </>
      )}
    </Disclosure>
  )
}

function Annulment({ poll, keys, batch, seat, state }: Props) {
  const path = pathIn(poll, `papier/lots/${batch.number}`)
  const { annulment } = batch
  if (!annulment) {
    return (
      <Disclosure summary="Annuler ce lot">
        <Form action={`${path}/annuler`} keys={keys} state={{ values: state.values, errors: {} }}>
          <SelectField
            name="motif"
            label="Pourquoi il ne doit pas compter"
            empty="Choisir"
            options={PAPER_REASONS.map((reason) => ({ value: reason, label: ANNUL_WORDS[reason] }))}
            state={state}
          />
          <SubmitRow label="Proposer de l’annuler" weight="danger" note="Une deuxième personne doit confirmer." />
        </Form>
      </Disclosure>
    )
  }
  return (
    <Section id="annulation" title="Annulation proposée">
      <p>{ANNUL_WORDS[annulment.reason as keyof typeof ANNUL_WORDS]}.</p>
      {annulment.proposedBy === seat.personId ? (
        <p>Vous l’avez proposée : une autre personne confirme.</p>
      ) : (
        <OneButton action={`${path}/annuler`} keys={keys} label="Confirmer l’annulation" weight="danger" />
      )}
      <OneButton action={`${path}/garder`} keys={keys} label="Garder ce lot" weight="quiet" />
    </Section>
  )
}

function OneButton(props: {
  readonly action: string
  readonly keys: Seated['keys']
  readonly label: string
  readonly weight?: 'main' | 'quiet' | 'danger'
}) {
  return (
    <form action={props.action} method="post">
      <Keys keys={props.keys} />
      <Button weight={props.weight ?? 'main'}>{props.label}</Button>
    </form>
  )
}
