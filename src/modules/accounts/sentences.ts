import type { ActingReason, AgentReason } from './acting.ts'
import type { AskRefusal, CardRefusal, CodeRefusal } from './sign-in-rules.ts'

/** Whom to call, on the pages where somebody may be stuck. */
export type Telephone = { readonly telephone: string | null; readonly hours: string | null }

type SignInRefusal = AskRefusal | CodeRefusal | CardRefusal | { readonly kind: 'too-many-addresses' }
type Sentences = {
  readonly [Kind in SignInRefusal['kind']]: (refusal: Extract<SignInRefusal, { readonly kind: Kind }>) => string
}

const SENTENCES: Sentences = {
  'network-busy': ({ waitMs }) =>
    `Beaucoup d’essais viennent de votre réseau. Attendez ${spellWait(waitMs)}, puis recommencez.`,
  'address-busy': ({ waitMs }) =>
    `Plusieurs codes sont déjà partis à cette adresse. Prenez le dernier reçu, ou attendez ${spellWait(waitMs)} pour en demander un autre.`,
  'no-code-here': () =>
    'Aucun code n’attend dans ce navigateur. Tapez le code là où vous l’avez demandé, ou demandez-en un nouveau ici.',
  'code-used': () => 'Ce code a déjà servi. Demandez-en un nouveau.',
  'code-expired': () => 'Ce code a plus de 30 minutes : il ne marche plus. Demandez-en un nouveau.',
  'tries-exhausted': () => 'Cinq codes faux : celui-ci ne marche plus. Demandez-en un nouveau.',
  'code-wrong': ({ triesLeft }) =>
    `Ce n’est pas le bon code. Prenez celui du dernier message reçu, demandé dans ce navigateur. ${
      triesLeft === 0
        ? 'C’était le dernier essai : demandez-en un nouveau.'
        : `Encore ${triesLeft}\u00a0${triesLeft === 1 ? 'essai' : 'essais'}.`
    }`,
  'too-many-addresses': () => 'Votre compte a déjà cinq adresses. Enlevez-en une, puis recommencez.',
  'card-wrong': () => 'Ce numéro et ce code ne vont pas ensemble. Regardez votre carte et recommencez.',
  'card-waits': ({ waitMs }) =>
    `Plusieurs codes faux pour ce numéro. Attendez ${spellWait(waitMs)}, puis recommencez : votre carte marche toujours.`,
}

/** Why signing in was refused, and what to do. */
export function sentenceOf(refusal: SignInRefusal): string {
  return (SENTENCES[refusal.kind] as (refusal: SignInRefusal) => string)(refusal)
}

/** What is wrong with a field, before anything is tried. */
export const FIELD_SENTENCES = {
  'address-unreadable': 'Cette adresse ne semble pas complète. Écrivez-la comme prenom.nom@exemple.fr.',
  'code-missing': 'Tapez le code reçu.',
  'card-code-missing': 'Tapez le code de votre carte.',
  'card-number-unreadable': 'Ce n’est pas un numéro de carte : il a dix chiffres. Vérifiez-les un par un.',
  'name-missing': 'Écrivez comment vous voulez qu’on vous appelle : des lettres, 60 au plus.',
  'choice-missing': 'Choisissez un nom, ou ajoutez le vôtre.',
  'reason-missing': 'Dites pourquoi vous agissez pour cette personne.',
  'months-missing': 'Choisissez pour combien de temps.',
} as const

/** Why an act on one's account was refused. */
export const ACCOUNT_SENTENCES = {
  'name-missing': FIELD_SENTENCES['name-missing'],
  'last-way-in': 'C’est votre dernier moyen d’entrer. Ajoutez une autre adresse d’abord, ou appelez-nous.',
  'session-unknown': 'Cette connexion est déjà fermée.',
  'address-unknown': 'Cette adresse n’est déjà plus dans votre compte.',
  'card-unknown': 'Vous n’avez pas de carte en service.',
  'person-unknown': 'Cette personne n’a pas de compte ici, ou plus. Cherchez-la de nouveau.',
  oneself: 'C’est votre propre compte : vous pouvez déjà tout y faire.',
  'already-acting': 'Vous agissez déjà pour quelqu’un. Terminez d’abord.',
  'too-many-asked':
    'Vous avez demandé de l’aide à cinq personnes aujourd’hui. Attendez leur réponse, ou revenez demain.',
  'mandate-unknown': 'Cette aide n’est plus en cours. Rechargez la page.',
  'proof-expired': 'Il s’est passé trop de temps depuis votre code. Demandez-en un nouveau.',
} as const

export const REASON_LABELS: Readonly<Record<AgentReason, string>> = {
  presence: 'La personne est avec moi',
  telephone: 'La personne est au téléphone',
  mandate: 'La personne m’a donné un mandat écrit',
}

/** As it is told afterwards, to the person it was done for. */
const REASON_HISTORY: Readonly<Record<ActingReason, string>> = {
  presence: 'en votre présence',
  telephone: 'avec vous au téléphone',
  mandate: 'par votre mandat écrit',
  aidant: 'comme aidant, par l’autorisation que vous avez donnée',
}

/** « Claude a agi pour vous, en votre présence. » */
export function sentenceOfActing(by: string, reason: ActingReason): string {
  return `${by === '' ? 'Une personne dont le compte est fermé' : by} a agi pour vous, ${REASON_HISTORY[reason]}.`
}

/** « 20 secondes », « 12 minutes »: rounded up, so that who waits that long is not refused again. */
export function spellWait(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000)
  if (seconds <= 90) return `${seconds}\u00a0${seconds < 2 ? 'seconde' : 'secondes'}`
  return `${Math.ceil(seconds / 60)}\u00a0minutes`
}
