import type { MailTemplate } from '#platform/mail'

const VOTE = [
  { name: 'vote', sense: 'Le titre du vote', example: 'Nos coups de cœur 2026' },
  { name: 'fin', sense: 'Quand le vote se termine', example: 'dimanche 4 octobre 2026 à 20 h' },
] as const

/** The mails of a vote, as agents find them before they change a word: none says a choice nor the number of a ballot. */
export const VOTE_MAILS: readonly MailTemplate[] = [
  {
    kind: 'ballots.vote-recorded',
    sense: 'À qui le demande à la fin de son vote.',
    fields: [
      ...VOTE,
      {
        name: 'lien',
        sense: 'La page du vote',
        example: '/scrutins/nos-coups-de-coeur',
        holds: 'path',
        isNeeded: true,
      },
    ],
    subject: 'Votre vote est enregistré',
    body: 'Bonjour, votre vote est enregistré : {vote}.\n\nLe vote se termine le {fin}.\n\nCe mail ne dit ni vos choix ni le numéro de votre bulletin : nous ne les avons pas.\n\n[Voir le vote]({lien})',
  },
]
