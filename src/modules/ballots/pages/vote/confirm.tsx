import { Button } from '#ui/action'
import { EMPTY_FORM, Form, type FormState, type HiddenKeys } from '#ui/form'
import { Notice } from '#ui/message'
import type { Pass } from '../../sealed/pass.ts'
import { CuriousSealing } from './curious.tsx'
import { ChosenOption, drawnOptions, scriptData, VotePage } from './parts.tsx'
import { NoBasket } from './review.tsx'
import type { Visit } from './visit.ts'

type ConfirmProps = {
  readonly visit: Visit
  readonly pass: Pass
  /** Whether the roll says that this person has voted already. */
  readonly hasVoted: boolean
  readonly keys: HiddenKeys
  readonly state?: FormState
}

/** `/scrutins/:slug/voter/confirmer`: one button, « Je vote ». */
export function ConfirmPage(props: ConfirmProps) {
  const { visit, pass, hasVoted } = props
  const byScript = visit.basket === undefined
  const isOver = hasVoted && visit.poll.manifest.revote === 'refused'
  return (
    <VotePage
      visit={visit}
      step={3}
      title={isOver ? 'Vous avez déjà voté' : 'Confirmez votre vote'}
      lead={isOver ? 'Dans ce vote, on ne vote qu’une fois. Votre vote est enregistré.' : undefined}
      scripted={byScript && !isOver}
    >
      {!isOver && (
        <>
          <p>
            Vous votez au nom de <strong>{pass.person.firstName}</strong>. Ce n’est pas vous ?{' '}
            {pass.evidence === 'franceconnect' ? (
              <a href={`${visit.paths.identity}/fin`}>Changer de personne</a>
            ) : (
              <a href={visit.paths.identity}>Dites qui vous êtes</a>
            )}
            .
          </p>
          {hasVoted && (
            <Notice kind="info" title="Vous avez déjà voté, et ce vote est enregistré.">
              <p>Si vous confirmez, le nouveau vote prend sa place. Sinon, il n’y a rien à faire.</p>
            </Notice>
          )}
          <Choices {...props} />
        </>
      )}
    </VotePage>
  )
}

function Choices({ visit, keys, state = EMPTY_FORM }: ConfirmProps) {
  const byScript = visit.basket === undefined
  return (
    <div class="vote-confirm" data-vote={byScript ? 'confirm' : undefined} {...scriptData(visit)}>
      {byScript && <NoBasket visit={visit} />}
      <div data-chosen hidden={byScript}>
        <h2>Vos choix</h2>
        <ul class="chosen-list" data-list>
          {drawnOptions(visit).map((option) => (
            <ChosenOption option={option} visit={visit} />
          ))}
        </ul>
        <p>
          <a href={visit.paths.choose}>Changer mes choix</a>
        </p>
        <Form action={visit.paths.confirm} keys={keys} state={state} keep={hiddenFields(keys, byScript)}>
          <p class="vote-state" role="status" data-state>
            Votre vote n’est pas encore enregistré.
          </p>
          {!byScript && <SeenByServer />}
          <div class="submit-row">
            <Button icon="vote">Je vote</Button>
          </div>
        </Form>
        <CuriousSealing visit={visit} />
      </div>
    </div>
  )
}

/** `cle` ties what is sent to one ballot: sent twice, it is cast once. The script fills in the sealed ballot. */
function hiddenFields(keys: HiddenKeys, byScript: boolean): Readonly<Record<string, string>> {
  return byScript ? { cle: keys.submission, pli: '', bulletin: '' } : { cle: keys.submission }
}

function SeenByServer() {
  return (
    <Notice kind="info" title="Sans JavaScript, notre serveur voit vos choix un instant.">
      <p>
        Il ferme votre bulletin dès qu’il le reçoit, puis il oublie vos choix. Pour qu’il ne les voie jamais, activez
        JavaScript et choisissez de nouveau, ou votez sur papier.
      </p>
    </Notice>
  )
}
