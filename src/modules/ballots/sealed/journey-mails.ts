import { timeIn, wallTimeOf, writtenDay, writtenTime } from '#kernel/calendar'
import type { SealedPoll } from './poll.ts'

/** The words of a mail to a voter: never a choice, never the number of a ballot, nobody's name. */
export type VoteMail = {
  readonly kind: 'ballots.vote-recorded' | 'ballots.vote-reminder'
  readonly subject: string
  readonly paragraphs: readonly (string | { readonly label: string; readonly href: string })[]
  readonly fields: Readonly<Record<string, string>>
}

/** To who asked for it at the end of their vote. */
export function recordedMail(poll: SealedPoll): VoteMail {
  const fields = fieldsOf(poll)
  const canChange = poll.manifest.revote === 'last-counts'
  return {
    kind: 'ballots.vote-recorded',
    subject: 'Votre vote est enregistré',
    paragraphs: [
      `Bonjour, votre vote est enregistré : ${fields.vote}.`,
      canChange
        ? `Vous pouvez encore changer jusqu’au ${fields.fin}. Votre dernier vote comptera seul.`
        : 'Vous n’avez plus rien à faire.',
      'Ce mail ne dit ni vos choix ni le numéro de votre bulletin : nous ne les avons pas.',
      { label: 'Voir le vote', href: fields.lien },
      poll.settings.advisory,
    ],
    fields,
  }
}

/** To who left an address, and left before confirming. */
export function reminderMail(poll: SealedPoll): VoteMail {
  const fields = fieldsOf(poll)
  return {
    kind: 'ballots.vote-reminder',
    subject: 'Votre vote n’est pas encore confirmé',
    paragraphs: [
      `Bonjour, vous aviez commencé à voter : ${fields.vote}.`,
      `Le vote se termine le ${fields.fin}. Pour que vos choix comptent, il reste à les confirmer.`,
      { label: 'Finir de voter', href: fields.reprendre },
      'Vous avez déjà voté, ou vous ne voulez plus voter ? Il n’y a rien à faire. C’est notre seul rappel, et votre adresse est effacée.',
    ],
    fields,
  }
}

function fieldsOf({ slug, manifest, closesAt }: SealedPoll) {
  const end = `${writtenDay(wallTimeOf(closesAt).day)} à ${writtenTime(timeIn(closesAt))}`
  return {
    vote: manifest.title,
    fin: end,
    lien: `/scrutins/${slug}`,
    reprendre: `/scrutins/${slug}/voter/relecture`,
  } as const
}
