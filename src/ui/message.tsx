import type { Child } from 'hono/jsx'
import { ButtonLink, type Link } from '#ui/action'
import { Icon } from '#ui/icon'
import { typeset } from '#ui/typography'

export type NoticeKind = 'info' | 'success' | 'warning' | 'error'

/** Something to know before reading on. `success` says what has just been done. */
export function Notice(props: { readonly kind: NoticeKind; readonly title: string; readonly children?: Child }) {
  return (
    <div class={`notice notice-${props.kind}`} role={ROLES[props.kind]}>
      <p class="notice-title">
        <Icon name={props.kind} /> {typeset(props.title)}
      </p>
      {props.children}
    </div>
  )
}

const ROLES = { info: 'note', success: 'status', warning: 'note', error: 'alert' } as const

/** Where nothing is yet: what will be here, and what to do meanwhile. */
export function EmptyState(props: {
  readonly title: string
  readonly action?: Link | undefined
  readonly children?: Child
}) {
  return (
    <div class="empty">
      <LooseThread />
      <p class="empty-title">{typeset(props.title)}</p>
      {props.children}
      {props.action && (
        <p>
          <ButtonLink href={props.action.href} weight="quiet">
            {props.action.label}
          </ButtonLink>
        </p>
      )}
    </div>
  )
}

// The thread comes in, makes a loop and waits, its knot open.
function LooseThread() {
  return (
    <svg class="empty-motif" viewBox="0 0 160 40" width="160" height="40" aria-hidden="true" focusable="false">
      <path d="M0 26C22 26 34 8 52 8s20 24 4 24-10-24 14-24 26 14 45 14" />
      <circle cx="123" cy="22" r="7" />
      <path class="empty-motif-coming" d="M132 22h28" />
    </svg>
  )
}

/** Statuses that have a page of their own. */
export type ErrorStatus = 400 | 403 | 404 | 405 | 410 | 413 | 429 | 500 | 503

/** What an error page says: what happened, what to do. `reference` lets the desk find the fault in the logs. */
export function ErrorContent(props: {
  readonly status: ErrorStatus
  readonly reference?: string | undefined
  /** Ways out, the most useful first. */
  readonly ways: readonly Link[]
}) {
  const sentence = ERRORS[props.status]
  return (
    <div class="error-page">
      <p class="kicker">Erreur {props.status}</p>
      <h1>{sentence.title}</h1>
      <p class="lead">{sentence.advice}</p>
      {props.reference !== undefined && (
        <p>
          Référence à nous donner si vous nous écrivez : <code>{props.reference}</code>
        </p>
      )}
      <ul class="error-ways">
        {props.ways.map((way, index) => (
          <li>
            <ButtonLink href={way.href} weight={index === 0 ? 'main' : 'quiet'}>
              {way.label}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The title of an error page, for the tab. */
export function errorTitle(status: ErrorStatus): string {
  return ERRORS[status].title
}

const ERRORS: Readonly<Record<ErrorStatus, { readonly title: string; readonly advice: string }>> = {
  400: {
    title: 'Nous n’avons pas compris cette demande.',
    advice:
      'L’adresse ou le formulaire contient une valeur que nous ne savons pas lire. Reprenez depuis la page précédente.',
  },
  403: {
    title: 'Cette page est réservée.',
    advice: 'Votre compte ne permet pas de la voir. Si vous pensez que c’est une erreur, écrivez-nous.',
  },
  404: {
    title: 'Cette page n’existe pas.',
    advice: 'L’adresse contient peut-être une faute de frappe, ou la page a changé de place.',
  },
  405: {
    title: 'Cette page ne s’ouvre pas ainsi.',
    advice: 'Revenez à la page précédente et utilisez le bouton prévu.',
  },
  410: {
    title: 'Cette page a été retirée.',
    advice: 'Elle a existé, puis elle a été enlevée pour de bon : inutile d’essayer plus tard.',
  },
  413: {
    title: 'Cet envoi est trop gros.',
    advice: 'Revenez au formulaire, envoyez moins de texte ou un fichier plus petit, ou appelez-nous.',
  },
  429: {
    title: 'Trop de demandes en peu de temps.',
    advice: 'Attendez une minute, puis rechargez la page.',
  },
  500: {
    title: 'La panne vient de chez nous.',
    advice: 'Rien de ce que vous aviez enregistré n’est perdu. Réessayez dans quelques minutes.',
  },
  503: {
    title: 'Le site revient dans quelques minutes.',
    advice: 'Nous y travaillons en ce moment. Rechargez la page un peu plus tard.',
  },
}
