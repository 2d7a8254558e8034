import type { DueMessage } from './store.sending.ts'

type Paragraph = string | { readonly label: string; readonly href: string }

/** The words of a mail; its address and its list are put by the command. */
export type NoticeMail = {
  readonly kind: 'notices.message' | 'notices.digest'
  readonly subject: string
  readonly paragraphs: readonly Paragraph[]
}

/** Messages named in one digest; the others are counted, and lie in the inbox. */
const MOST_IN_DIGEST = 30
const CHOICES = { label: 'Choisir ce que vous recevez', href: '/mon-espace/messages/reglages' } as const

/** A message that comes at once. @param name  of its subject, as « Votre compte » */
export function messageMail(message: DueMessage, name: string, wayOut: string | undefined): NoticeMail {
  return {
    kind: 'notices.message',
    // A subject is read on locked screens: it says what it is about, and nothing of the person.
    subject: `${name} : du nouveau pour vous`,
    paragraphs: [
      'Bonjour,',
      message.sentence,
      { label: 'Voir', href: message.href },
      ...(wayOut === undefined
        ? ['Ce courriel concerne votre compte ou une démarche que vous avez faite : il part toujours.']
        : [CHOICES, { label: 'Ne plus recevoir ces courriels', href: wayOut }]),
    ],
  }
}

/** What was told since the last one, in one mail, subject by subject. @param names  of the subjects, by identifier */
export function digestMail(
  messages: readonly DueMessage[],
  names: ReadonlyMap<string, string>,
  wayOut: string,
): NoticeMail {
  const named = messages.slice(0, MOST_IN_DIGEST)
  const more = messages.length - named.length
  const bySubject = Map.groupBy(named, ({ subject }) => subject)
  return {
    kind: 'notices.digest',
    subject: messages.length === 1 ? 'Une nouvelle pour vous' : `${messages.length} nouvelles pour vous`,
    paragraphs: [
      'Bonjour, voici ce qui est arrivé depuis la dernière fois.',
      ...[...bySubject].flatMap(([subject, each]) => [
        ...(bySubject.size === 1 ? [] : [`${names.get(subject) ?? 'Autres nouvelles'} :`]),
        ...each.flatMap(({ sentence, href }) => [sentence, { label: 'Voir', href }]),
      ]),
      ...(more === 0 ? [] : [`Et ${more} de plus, dans vos messages.`]),
      { label: 'Voir tous mes messages', href: '/mon-espace/messages' },
      CHOICES,
      { label: 'Ne plus recevoir ces courriels', href: wayOut },
    ],
  }
}
