import type { MailTemplate } from '#platform/mail'

/** The mail that opens an account, as agents find it before they change a word. */
export const ACCOUNT_MAILS: readonly MailTemplate[] = [
  {
    kind: 'accounts.sign-in-code',
    sense: 'À qui demande un code pour se connecter.',
    fields: [
      { name: 'service', sense: 'Le nom du service', example: 'ESS du Pas-de-Calais' },
      { name: 'code', sense: 'Le code, seul sur sa ligne', example: '12 34 56', holds: 'code', isNeeded: true },
    ],
    subject: 'Votre code pour {service}',
    body: 'Bonjour, voici votre code. Tapez-le dans la page où vous l’avez demandé.\n\n{code}\n\nIl sert une seule fois, pendant 30 minutes, et seulement dans le navigateur où vous l’avez demandé.\n\nNe le donnez à personne : aucun agent ne vous le demandera. Si vous n’avez rien demandé, il n’y a rien à faire : sans ce code, personne ne peut entrer.',
  },
]
