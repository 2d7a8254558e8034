import { Button } from '#ui/action'
import { CodeField } from '#ui/code-field'
import { CommuneField } from '#ui/commune-field'
import { DateField } from '#ui/date-field'
import { EMPTY_FORM, Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { Notice } from '#ui/message'
import { islandPath } from '#ui/page'
import { type Channel, maskedContact } from '../../sealed/evidence-contact.ts'
import { VotePage } from '../vote/parts.tsx'
import type { Visit } from '../vote/visit.ts'
import type { Read } from './fields.ts'

type Shown = {
  readonly visit: Visit
  readonly keys: HiddenKeys
  readonly state?: FormState
  readonly picked?: Read['picked']
  readonly hasCommunes: boolean
  /** Set once somebody failed twice: who can help is told above the form. */
  readonly isStuck?: boolean
}

const STEP = 2

/** Ways of saying who one is, as this poll and this installation have them today. */
export type Ways = {
  readonly franceConnect: boolean
  readonly email: boolean
  /** `spent`: the budget of the day is. */
  readonly sms: 'open' | 'spent' | 'closed'
  readonly printed: boolean
}

/** `/scrutins/:slug/voter/identite`: who one is, and where to send a code. */
export function IdentityPage(
  props: Shown & { readonly ways: Ways; readonly work: string; readonly isHeldByFranceConnect: boolean },
) {
  const { visit, keys, state = EMPTY_FORM, ways } = props
  const hasCode = ways.email || ways.sms === 'open'
  return (
    <VotePage
      visit={visit}
      step={STEP}
      title="Dites qui vous êtes"
      lead="Chaque personne vote une fois. Votre nom n’est jamais écrit sur votre bulletin."
      scripts={hasCode ? ['proof-of-work'] : []}
    >
      <Help {...props} />
      {ways.franceConnect && <FranceConnectWay {...props} />}
      {ways.printed && (
        <p>
          <a href={codePath(visit, true)}>J’ai un code imprimé</a>
        </p>
      )}
      {hasCode ? (
        <>
          {ways.franceConnect && <h2>{ways.email ? 'Avec un code par e-mail' : 'Avec un code par SMS'}</h2>}
          <Form action={visit.paths.identity} keys={keys} state={state}>
            <PersonFields {...props} />
            <ContactFields {...props} />
            <Work {...props} />
            <SubmitRow label="Recevoir mon code" ways={[{ label: 'Relire mes choix', href: visit.paths.review }]} />
          </Form>
        </>
      ) : (
        <SmsSpent {...props} />
      )}
    </VotePage>
  )
}

function FranceConnectWay({ visit, keys, state, ways, isHeldByFranceConnect }: Parameters<typeof IdentityPage>[0]) {
  const isAlone = !ways.email && ways.sms !== 'open'
  return (
    <>
      <h2>Avec FranceConnect</h2>
      <p>
        Le compte des impôts, d’Ameli ou de La Poste. Rien à taper ici : nous apprenons votre nom, votre prénom et votre
        date de naissance. Vos choix restent sur cet appareil.
      </p>
      <Form action={`${visit.paths.identity}/franceconnect`} keys={keys} state={isAlone ? state : undefined}>
        <div class="submit-row">
          <Button>Voter avec FranceConnect</Button>
        </div>
      </Form>
      {isHeldByFranceConnect && (
        <p>
          Une autre personne vient de passer par FranceConnect ici.{' '}
          <a href={`${visit.paths.identity}/fin`}>Changer de personne</a>
        </p>
      )}
    </>
  )
}

/** An address or a mobile number: whoever has no mail writes the second. */
function ContactFields(props: Parameters<typeof IdentityPage>[0]) {
  const { state = EMPTY_FORM, ways } = props
  return (
    <>
      {ways.email && (
        <TextField
          name="adresse"
          label="Votre adresse e-mail, ou celle d’un proche"
          hint="Nous y envoyons un code. Toute la famille peut utiliser la même adresse."
          type="email"
          inputmode="email"
          autocomplete="email"
          spellcheck={false}
          state={state}
        />
      )}
      {ways.sms === 'open' && (
        <TextField
          name="mobile"
          label={ways.email ? 'Pas d’adresse ? Votre numéro de mobile' : 'Votre numéro de mobile, ou celui d’un proche'}
          hint="Nous y envoyons un code par SMS. Par exemple 06 12 34 56 78."
          type="tel"
          inputmode="tel"
          autocomplete="tel"
          width={20}
          state={state}
        />
      )}
      <SmsSpent {...props} />
    </>
  )
}

function SmsSpent({ ways }: Pick<Parameters<typeof IdentityPage>[0], 'ways'>) {
  if (ways.sms !== 'spent') return null
  return (
    <p class="hint">
      Plus aucun SMS ne peut partir aujourd’hui. {ways.email ? 'Demandez un code par e-mail' : 'Revenez demain'}, ou
      appelez-nous : le numéro est en bas de la page.
    </p>
  )
}

/** `/scrutins/:slug/voter/code`: the code of the mail, or of the text message. */
export function MailedCodePage(props: Shown & { readonly channel: Channel; readonly address: string }) {
  const { visit, keys, state = EMPTY_FORM } = props
  return (
    <VotePage
      visit={visit}
      step={STEP}
      title="Tapez votre code"
      lead={`Nous venons de l’envoyer : ${maskedContact(props.channel, props.address)}. Il sert pendant 30 minutes.`}
    >
      <Help {...props} />
      <Form action={codePath(visit, false)} keys={keys} state={state}>
        <CodeField name="code" label="Votre code" hint="Six chiffres, par exemple 12 34 56." length={6} state={state} />
        <SubmitRow
          label="Continuer"
          ways={[{ label: 'Demander un autre code', href: `${visit.paths.identity}?autre=oui` }]}
        />
      </Form>
      <p class="hint">
        {props.channel === 'email'
          ? 'Pas de mail ? Regardez dans les indésirables. Attendez une minute, puis demandez un autre code.'
          : 'Pas de SMS ? Attendez deux minutes, puis demandez un autre code.'}
      </p>
    </VotePage>
  )
}

/**
 * `/scrutins/:slug/voter/code/imprime`, and `/code` where no mail is awaited: for who holds a printed code.
 *
 * `isFirst`: they come from its sheet, and choose afterwards.
 */
export function PrintedCodePage(props: Shown & { readonly isFirst?: boolean }) {
  const { visit, keys, state = EMPTY_FORM } = props
  return (
    <VotePage
      visit={visit}
      step={STEP}
      title="Tapez votre code imprimé"
      lead="Il est sur la feuille qu’on vous a donnée. Il sert à une seule personne."
      scripts={['printed-code']}
    >
      <Help {...props} />
      <Form action={codePath(visit, true)} keys={keys} state={state} keep={props.isFirst ? { debut: 'oui' } : {}}>
        <CodeField
          name="code"
          kind="card"
          label="Votre code"
          hint="Douze lettres et chiffres, par exemple 7KX4 9TQM 2BRA."
          length={12}
          state={state}
        />
        <PersonFields {...props} />
        <SubmitRow label="Continuer" ways={[{ label: 'Je n’ai pas de code', href: visit.paths.identity }]} />
      </Form>
    </VotePage>
  )
}

/** Name, first name, birth date and commune. */
export function PersonFields({
  state = EMPTY_FORM,
  picked,
  hasCommunes,
}: Pick<Shown, 'state' | 'picked' | 'hasCommunes'>) {
  return (
    <>
      <TextField
        name="nom"
        label="Nom de naissance"
        hint="Celui que vous aviez à votre naissance."
        autocomplete="family-name"
        maxlength={100}
        state={state}
      />
      <TextField
        name="prenom"
        label="Premier prénom"
        hint="Un seul : le premier."
        autocomplete="given-name"
        maxlength={100}
        state={state}
      />
      <DateField name="naissance" label="Date de naissance" state={state} birth />
      {hasCommunes && (
        <CommuneField
          name="commune"
          label="Votre commune"
          state={state}
          choices={picked && picked.kind !== 'one' ? picked.choices : []}
        />
      )}
    </>
  )
}

/** What the device works out while one types, so that asking for thousands of codes costs. */
function Work({ visit, work }: Shown & { readonly work: string }) {
  return (
    <>
      <input
        type="hidden"
        name="travail"
        value=""
        autocomplete="off"
        data-work={work}
        data-worker={islandPath(visit.site.assets, 'proof-of-work.worker')}
      />
      <p class="hint" role="status" data-work-says />
    </>
  )
}

/** Two faults are enough: a person is better than a third try. */
function Help({ visit, isStuck }: Shown) {
  const telephone = visit.site.contact?.telephone
  if (!isStuck) return null
  return (
    <Notice kind="info" title="On peut vous aider.">
      <p>
        {telephone ? `Appelez le ${telephone}. ` : ''}
        Vous pouvez aussi voter au guichet, avec un papier qui porte votre nom. <a href="/contact">Où nous trouver</a>
      </p>
    </Notice>
  )
}

export function codePath({ paths }: Visit, isPrinted: boolean): string {
  return `${paths.poll}/voter/code${isPrinted ? '/imprime' : ''}`
}
