import { parseReceipt, trackerText } from '#kernel/ballot'
import { bytesOfHex } from '#kernel/merkle'
import { Button, ButtonLink } from '#ui/action'
import { Disclosure } from '#ui/disclosure'
import { EMPTY_FORM, Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { Icon } from '#ui/icon'
import type { Recorded } from './cookies.ts'
import { CuriousReceipt } from './curious.tsx'
import { closingOf, scriptData, VotePage } from './parts.tsx'
import type { Visit } from './visit.ts'

type RecordedProps = {
  readonly visit: Visit
  readonly keys: HiddenKeys
  readonly state?: FormState
  /** A mail has just left. */
  readonly isMailed?: boolean
}

/** `/scrutins/:slug/voter/enregistre`: the end, which looks like no other page of the journey. */
export function RecordedPage(props: RecordedProps & { readonly recorded: Recorded }) {
  const { visit, recorded } = props
  const isFromHere = recorded.sealedBy === 'browser'
  return (
    <VotePage visit={visit} title="Votre vote est enregistré" scripted>
      <div class="vote-done" data-vote="recorded" {...scriptData(visit)}>
        <p class="vote-done-mark" aria-hidden="true">
          <Icon name="check" />
        </p>
        <p class="lead">Merci. Votre vote est dans l’urne : il sera compté à la fin. Vous n’avez plus rien à faire.</p>
        {visit.isShared && <NextPerson {...props} isMain />}
        <BallotNumber visit={visit} text={isFromHere ? undefined : numberOf(recorded)} />
        <MailOffer {...props} />
        <Later visit={visit} />
        <CuriousReceipt visit={visit} recorded={recorded} />
        <p class="vote-receipt-line">{receivedAt(recorded)}</p>
        {!visit.isShared && (
          <Disclosure summary="D’autres personnes votent sur cet appareil ?">
            <NextPerson {...props} />
          </Disclosure>
        )}
      </div>
    </VotePage>
  )
}

/**
 * The number stands on the page, at once or when asked for where others may look. Of a ballot sealed in the browser only the
 * script knows it.
 */
function BallotNumber({ visit, text }: { readonly visit: Visit; readonly text: string | undefined }) {
  const body = (
    <div data-number hidden={text === undefined}>
      <p class="vote-number" data-number-text>
        {text}
      </p>
      <p>
        Notez-le ou imprimez cette page. Après le vote, il vous montre que votre bulletin est bien compté. Nous ne
        l’avons gardé nulle part.
      </p>
      <p>
        <button type="button" class="button button-quiet" data-print hidden>
          <Icon name="print" /> Imprimer
        </button>
      </p>
    </div>
  )
  return (
    <section aria-labelledby="numero" data-number-place hidden={text === undefined}>
      <h2 id="numero">Le numéro de votre bulletin</h2>
      {visit.isShared ? <Disclosure summary="Voir mon numéro">{body}</Disclosure> : body}
    </section>
  )
}

function MailOffer({ visit, keys, state = EMPTY_FORM, isMailed }: RecordedProps) {
  if (isMailed) {
    return (
      <p role="status" class="vote-mailed">
        <Icon name="mail" /> Le mail est parti. Il dit que votre vote est enregistré, sans vos choix ni votre numéro.
      </p>
    )
  }
  return (
    <Disclosure summary="Recevoir un mail qui le dit" open={state !== EMPTY_FORM}>
      <Form action={visit.paths.mail} keys={keys} state={state}>
        <TextField
          name="adresse"
          label="Votre adresse e-mail"
          type="email"
          autocomplete="email"
          maxlength={254}
          hint="Le mail ne dit ni vos choix ni votre numéro. Votre adresse est effacée le lendemain."
          state={state}
        />
        <SubmitRow label="Envoyer le mail" weight="main" />
      </Form>
    </Disclosure>
  )
}

function Later({ visit }: { readonly visit: Visit }) {
  const { poll, paths } = visit
  if (poll.stage !== 'open') return null
  if (poll.manifest.revote === 'refused')
    return <p>Dans ce vote, on ne vote qu’une fois : vous ne pouvez plus changer.</p>
  return (
    <p>
      Vous changez d’avis ? <a href={paths.choose}>Votez de nouveau</a> : votre dernier vote comptera seul.{' '}
      {closingOf(visit)}
    </p>
  )
}

function NextPerson({ visit, keys, isMain = false }: RecordedProps & { readonly isMain?: boolean }) {
  return (
    <Form action={visit.paths.next} keys={keys}>
      <p>Tout ce qui est à vous s’efface de cet appareil, et la page du début revient.</p>
      <div class="submit-row">
        <Button weight={isMain ? 'main' : 'quiet'} icon="people">
          Personne suivante
        </Button>
      </div>
    </Form>
  )
}

function numberOf({ tracker }: Recorded): string | undefined {
  return tracker === undefined ? undefined : trackerText(bytesOfHex(tracker))
}

function receivedAt({ receipt }: Recorded): string {
  const read = parseReceipt(receipt)
  return read.ok ? `Enregistré le ${formatInstant(new Date(read.value.head.at))}.` : ''
}

/** The same address in a browser that has cast nothing. */
export function NothingRecordedPage({ visit }: { readonly visit: Visit }) {
  return (
    <VotePage
      visit={visit}
      title="Nous ne voyons pas de vote ici"
      lead="Cette page montre un vote tant que le navigateur reste ouvert."
    >
      <p>
        Vous avez voté, et vous voulez en être sûr ? Dites-nous de nouveau qui vous êtes : nous vous dirons si votre
        vote est enregistré.
      </p>
      <p>
        <ButtonLink href={visit.paths.identity}>Dire qui vous êtes</ButtonLink>
      </p>
      <p>
        Vous n’avez pas encore voté ? <a href={visit.paths.choose}>Choisir des projets</a>
      </p>
    </VotePage>
  )
}
